/** Bytes to text as a browser would: byte order mark, declared charset, then the likeliest. */

const SIGNATURES = [
  ["%PDF", "a PDF"], ["\x89PNG", "a picture"], ["\xff\xd8\xff", "a picture"], ["GIF8", "a picture"],
  ["PK\x03\x04", "a ZIP archive or an office document"], ["\x1f\x8b", "a compressed file"], ["\x00asm", "a WebAssembly module"],
  ["bplist00", "a Safari web archive"],
];

/** Enough to tell text from anything else. */
const LOOKED_AT = 8192;

/**
 * @param {Uint8Array} bytes
 * @returns {string | null} what the file is, where it is not text
 */
export function notText(bytes) {
  const head = latin(bytes.subarray(0, 16));
  const known = SIGNATURES.find(([start]) => head.startsWith(start));
  if (known) return known[1];
  if (byteOrderMark(bytes)) return null;
  const sample = bytes.subarray(0, LOOKED_AT);
  let strange = 0;
  for (const byte of sample) {
    if (byte === 0) return "a binary file";
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) strange += 1;
  }
  return strange > sample.length / 50 ? "a binary file" : null;
}

/**
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function decode(bytes) {
  const declared = byteOrderMark(bytes) ?? declaredCharset(bytes);
  if (declared) {
    try {
      return new TextDecoder(declared).decode(bytes);
    } catch {
      // A charset that no browser knows: go on as if none were declared.
    }
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** @param {Uint8Array} bytes */
function byteOrderMark([first, second, third]) {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return null;
}

/**
 * As in the HTML standard: within 1024 bytes, and never UTF-16, since ASCII could be read that far.
 *
 * @param {Uint8Array} bytes
 */
function declaredCharset(bytes) {
  const head = latin(bytes.subarray(0, 1024));
  const found = /<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head) ?? /^<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)/i.exec(head);
  if (!found) return null;
  return /^utf-?16/i.test(found[1]) ? "utf-8" : found[1];
}

/** @param {Uint8Array} bytes */
function latin(bytes) {
  return String.fromCharCode(...bytes);
}

/**
 * @param {string} text
 * @param {string} name of the file, or empty
 * @returns {"html" | "text"}
 */
export function inputKind(text, name) {
  if (/\.(txt|md|text)$/i.test(name)) return "text";
  if (/\.x?html?$/i.test(name)) return "html";
  return /<(!doctype|html|head|body|main|article|section|div|p|h[1-6]|table|ul|ol)\b[^>]*>/i.test(text) ? "html" : "text";
}
