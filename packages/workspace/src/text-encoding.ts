/** A file's text without its byte order mark, and what is needed to write it back byte for byte. */
export interface DecodedText {
  text: string
  encoding: 'utf-8' | 'latin1'
  bom: boolean
  eol: '\n' | '\r\n' | 'mixed'
}

const BOM = 3 // bytes of a UTF-8 byte order mark

/** Reads bytes as UTF-8, else as Latin-1, which any bytes are; null for a binary file (it holds a NUL, as git decides). */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  if (bytes.includes(0)) return null
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const body = bom ? bytes.subarray(BOM) : bytes
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
    return { text, encoding: 'utf-8', bom, eol: eolOf(text) }
  } catch {
    const text = Buffer.from(body).toString('latin1')
    return { text, encoding: 'latin1', bom, eol: eolOf(text) }
  }
}

/** The byte offset in the file of a UTF-16 index in its decoded text. */
export function byteOffset(text: string, index: number, encoding: DecodedText['encoding'], bom: boolean): number {
  return Buffer.byteLength(text.slice(0, index), encoding) + (bom ? BOM : 0)
}

/** The bytes of a text in the encoding of the file that it goes into. Null where the encoding has no such character. */
export function encodeText(text: string, encoding: DecodedText['encoding']): Uint8Array | null {
  const bytes = Buffer.from(text, encoding)
  return bytes.toString(encoding) === text ? bytes : null
}

function eolOf(text: string): DecodedText['eol'] {
  const crlf = text.split('\r\n').length - 1
  const all = text.split('\n').length - 1
  if (crlf === 0) return '\n'
  return crlf === all ? '\r\n' : 'mixed'
}
