// Linking without identity, in the browser: the same rule, codes and sentences as pseudonyms.py. No dependencies.
// No error ever holds a number or a key. today is text: "2027-01-31".

export const VERSION = 1;
export const KEY_BYTES = 32;
const PSEUDONYM = "praktiknara/pseudonym/v1\0";
const FINGERPRINT = "praktiknara/key-fingerprint/v1\0";

const SPACES = /[ \t\r\n\u00a0\u2007\u2009\u202f]/g;
const DASHES = /[\u2010-\u2015\u2212]/g;
const SHAPE = /^([0-9]{2})?([0-9]{6})([-+]?)([0-9]{4})$/;
const RESERVE = /^(?:[0-9]{2})?[0-9]{6}[-+]?(?=[0-9]*[A-Z])[0-9A-Z]{4}$/;

const REFUSALS = {
  not_text: [
    "Numret ska ges som text; som tal tappar det sina inledande nollor.",
    "The number must be given as text; as a number it loses its leading zeros.",
  ],
  not_a_personal_number: [
    "Det som står här är inte ett personnummer. Skriv tio eller tolv siffror.",
    "What stands here is not a personal number. Write ten or twelve digits.",
  ],
  reserve_number: [
    "Det här är ett reservnummer. Det gäller bara i systemet det kommer från och kan inte kopplas.",
    "This is a reserve number. It holds only in the system it comes from and cannot be linked.",
  ],
  sign_and_age_differ: [
    "Plustecknet säger att personen fyllt eller fyller hundra år, men födelseåret säger något annat.",
    "The plus sign says that the person has turned or turns a hundred, but the year of birth says otherwise.",
  ],
  no_such_date: ["Datumet i numret finns inte.", "The date in the number does not exist."],
  date_in_future: [
    "Datumet i numret har inte varit än. Kontrollera århundradet och skriv alla tolv siffror.",
    "The date in the number has not come yet. Check the century and write all twelve digits.",
  ],
  no_birth_number: ["Födelsenumret i numret finns inte.", "The birth number in the number does not exist."],
  wrong_check_digit: [
    "Kontrollsiffran stämmer inte. Något är felskrivet.",
    "The check digit does not agree. Something is mistyped.",
  ],
  not_a_date: [
    "today ska vara ett datum, till exempel 2027-01-31.",
    "today must be a date, such as 2027-01-31.",
  ],
  key_not_bytes: ["Nyckeln ska ges som bytes.", "The key must be given as bytes."],
  key_too_short: ["Nyckeln ska vara minst 32 byte lång.", "The key must be at least 32 bytes long."],
};

export class PseudonymError extends Error {
  constructor(code) {
    const [sv, en] = REFUSALS[code];
    super(en);
    this.name = "PseudonymError";
    this.code = code;
    this.sv = sv;
    this.en = en;
  }
}

function daysIn(year, month) {
  if (month === 2) {
    return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  }
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function exists(year, month, day) {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function readToday(today) {
  if (typeof today === "string" && /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(today)) {
    const [year, month, day] = today.split("-").map(Number);
    if (exists(year, month, day)) {
      return { year, number: year * 10000 + month * 100 + day };
    }
  }
  throw new PseudonymError("not_a_date");
}

function luhn(ten) {
  let sum = 0;
  for (let place = 0; place < ten.length; place += 1) {
    const value = Number(ten[place]) * (place % 2 === 0 ? 2 : 1);
    sum += Math.floor(value / 10) + (value % 10);
  }
  return sum % 10 === 0;
}

/** Give a personal number or coordination number as twelve digits, once everything in it has been checked. */
export function normalise(number, today) {
  const now = readToday(today);
  if (typeof number !== "string") {
    throw new PseudonymError("not_text");
  }
  const tidy = number.replace(SPACES, "").replace(DASHES, "-").toUpperCase();
  const shape = SHAPE.exec(tidy);
  if (shape === null) {
    throw new PseudonymError(RESERVE.test(tidy) ? "reserve_number" : "not_a_personal_number");
  }
  const [, century, six, sign, four] = shape;
  let year;
  if (century === undefined) {
    const two = Number(six.slice(0, 2));
    year = now.year - ((((now.year - two) % 100) + 100) % 100) - (sign === "+" ? 100 : 0);
  } else {
    year = Number(century + six.slice(0, 2));
    if (![18, 19, 20].includes(Math.floor(year / 100))) {
      throw new PseudonymError("reserve_number");
    }
    if (sign === "+" && now.year - year < 100) {
      throw new PseudonymError("sign_and_age_differ");
    }
  }
  const month = Number(six.slice(2, 4));
  const written = Number(six.slice(4));
  const day = written > 60 ? written - 60 : written;
  if (!exists(year, month, day)) {
    throw new PseudonymError("no_such_date");
  }
  if (year * 10000 + month * 100 + day > now.number) {
    throw new PseudonymError("date_in_future");
  }
  if (four.startsWith("000")) {
    throw new PseudonymError("no_birth_number");
  }
  if (!luhn(six + four)) {
    throw new PseudonymError("wrong_check_digit");
  }
  return String(year).padStart(4, "0") + six.slice(2) + four;
}

function readKey(keyBytes) {
  if (!(keyBytes instanceof Uint8Array)) {
    throw new PseudonymError("key_not_bytes");
  }
  if (keyBytes.length < KEY_BYTES) {
    throw new PseudonymError("key_too_short");
  }
  return keyBytes;
}

function hex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Turn a personal number into its pseudonym under a project's key: HMAC-SHA256, 64 hexadecimal digits. */
export async function pseudonym(number, keyBytes, today) {
  const secret = readKey(keyBytes);
  const message = new TextEncoder().encode(PSEUDONYM + normalise(number, today));
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await globalThis.crypto.subtle.importKey("raw", secret, algorithm, false, ["sign"]);
  return hex(await globalThis.crypto.subtle.sign("HMAC", key, message));
}

/** Give a key's fingerprint, 16 hexadecimal digits, by which two measurements are known to share a key. */
export async function fingerprint(keyBytes) {
  const secret = readKey(keyBytes);
  const prefix = new TextEncoder().encode(FINGERPRINT);
  const whole = new Uint8Array(prefix.length + secret.length);
  whole.set(prefix);
  whole.set(secret, prefix.length);
  return hex(await globalThis.crypto.subtle.digest("SHA-256", whole)).slice(0, 16);
}
