"""Reading facts out of a paper: by rules and names, each value with its place, the rule that found it, and a confidence.

from praktiknara.swedish.extraction import read
read("Nämnden beviljar 250 000 kr exkl. moms för 2024.").as_dict()
"""

from praktiknara.swedish.extraction.gazetteer import Gazetteer
from praktiknara.swedish.extraction.reading import read
from praktiknara.swedish.extraction.values import Kind, Project, Reading, Section, Value

__all__ = ["Gazetteer", "Kind", "Project", "Reading", "Section", "Value", "read"]
