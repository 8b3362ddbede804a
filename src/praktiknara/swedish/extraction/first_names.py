"""Common first names in Sweden, so that a name can be told from a place or a title."""

from praktiknara.swedish.extraction.spelling import folded, tolerant

_NAMES = """
Adam Adrian Agneta Ahmed Aino Albert Alexander Alexandra Alf Ali Alice Alicia Alva Amanda Amina Amir Anders Andreas
Angelica Anette Anita Anja Ann Anna Anna-Karin Anna-Lena Anne Anneli Annelie Annette Annica Annika Anton Arne Arvid
Astrid August Axel Barbro Beatrice Bengt Benjamin Berit Bernt Birger Birgit Birgitta Björn Bo Bodil Boel Bosse Britt
Britt-Marie Britta Bror Börje Camilla Carin Carina Carl Carl-Johan Carola Carolina Caroline Catarina Catharina Cecilia
Charlotta Charlotte Christel Christer Christian Christina Christoffer Clara Claes Clas Conny Cristina Dag Dan Daniel
Daniela David Denise Dennis Ebba Eddie Edit Edvin Elias Elin Elina Elisabet Elisabeth Ella Ellen Ellinor Elsa Elvira
Emelie Emil Emilia Emma Emmy Erik Erika Erland Ernst Ester Eva Eva-Lena Evelina Fanny Fatima Felicia Felix Filip
Filippa Folke Frank Frans Fred Freddy Fredrik Fredrika Frida Gabriel Gabriella Gerd Gertrud Gillis Glenn Greta Gun
Gunilla Gunnar Gunnel Gustaf Gustav Göran Gösta Hampus Hanna Hannah Hannes Hans Harald Harriet Hassan Hedda Hedvig
Helen Helena Helene Helge Helén Henrik Henry Herman Hilda Hugo Håkan Ibrahim Ida Inga Inger Ingemar Ingela Ingrid
Ingvar Irene Iris Isabella Isabelle Isak Ivar Jack Jacob Jakob Jan Jan-Erik Jane Janne Jasmine Jeanette Jennie Jennifer
Jenny Jens Jerker Jerzy Jessica Jimmy Joakim Joel Johan Johanna Johannes John Johnny Jon Jonas Jonathan Jonna Josef
Josefin Josefina Josefine Julia Justin Jörgen Kaj Kalle Karin Karl Karolina Katarina Katja Kenneth Kent Kerstin Kevin
Kim Kjell Klara Klas Krister Kristian Kristin Kristina Kristoffer Kurt Lars Lars-Erik Lars-Åke Lasse Leif Lena Lennart
Leo Leon Leyla Lilian Lill Lina Linda Linn Linnea Linnéa Lisa Lisbet Lisbeth Liselott Lotta Louise Love Lovisa Lucas
Ludvig Lukas Madeleine Magdalena Magnus Maj Maja Malin Malte Marcus Margareta Margaretha Margit Maria Mariam Marianne
Marie Marika Marina Mario Marita Markus Marlene Martin Mathias Mats Mattias Max Maximilian Melker Mia Michael Mikael
Mikaela Milla Mimmi Mohamed Mohammed Moa Mona Monica Monika Måns Märta Nadja Natalie Nathalie Niclas Niklas Nils Nina
Noah Noor Nora Ola Olga Oliver Olivia Olle Olof Omar Oscar Oskar Otto Ove Patricia Patrik Paul Paula Paulina Per Pernilla
Peter Petra Petter Pia Pontus Ragnar Ralf Ramona Rasmus Rebecca Rebecka Reza Richard Rickard Rikard Robert Robin Roger
Roland Rolf Ronja Ronny Rose-Marie Rosita Runar Rune Ruth Sabina Sam Samir Samuel Sandra Sanna Sara Sarah Sebastian
Selma Sigrid Signe Simon Siv Sixten Sofia Sofie Solveig Sonja Staffan Stefan Stella Sten Stig Stina Sture Sune Susann
Susanna Susanne Svante Sven Sören Tage Tanja Teodor Terese Theodor Therese Thomas Thorbjörn Tilda Tim Tina Tobias Tomas
Tommy Tomislav Tora Torbjörn Tore Torsten Tova Tove Tuva Tyra Ulf Ulla Ulla-Britt Ulrica Ulrika Uno Urban Ursula Valter
Vanja Vendela Vera Veronica Veronika Victor Victoria Vidar Viggo Viktor Viktoria Vilhelm Vilma Vincent Viveca Viveka
Wilhelm William Wilma Yasmin Yngve Yvonne Zahra Zlatan Åke Åsa Örjan Östen Göte Inga-Lill Ann-Charlotte Ann-Marie
Ann-Sofie Marie-Louise Per-Olof Karl-Erik Sven-Erik Bill Mary Kate Jean Yusuf Mustafa Hamid Maryam Layla Nadia Samira
Pär Mårten Görel Märit Torgny Tomas Gun-Britt Malou Märet Siw Ylva Hillevi Disa Tyko Arja Ritva Päivi Jarl Sigvard Aida
Amal Farid Khalid Nour Zeynep Aisha Ayşe Leila Rosa Carlos Juan Ivan Igor Natalia Svetlana Goran Dragan Jasna Milan
"""
_FIRST = frozenset(folded(name) for name in _NAMES.split())


def is_first_name(word: str) -> bool:
    """Whether a word is a common first name, read without rings and dots."""
    return folded(word) in _FIRST


def restored(name: str) -> str:
    """A name whose first word a scan has spoilt, with that word as it is written: "Pdr" is no name, "Pär" is."""
    first, blank, rest = name.partition(" ")
    if is_first_name(first):
        return name
    return next((known + blank + rest for known, pattern in _SPOILT if pattern.fullmatch(first)), name)


_SPOILT = [(name, tolerant(name)) for name in _NAMES.split() if set(name.casefold()) & set("åäö")]
