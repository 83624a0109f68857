import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  name: string
  content: string | Buffer
  /** As `ls` shows it, in octal; default a plain file. */
  mode?: number
  /** What the archive says of the inflated size, where that is a lie. */
  claims?: number
  /** General purpose flags; 1: encrypted. */
  flags?: number
}

/** A zip archive with deflated entries, good or bad. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, mode = 0o100644, claims, flags = 0 } of entries) {
    const bytes = Buffer.from(content)
    const [file, packed] = [Buffer.from(name), deflateRawSync(bytes)]
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0) // version needed
    shared.writeUInt16LE(flags | 0x800, 2) // names are UTF-8
    shared.writeUInt16LE(8, 4) // deflate
    shared.writeUInt32LE(crc32(bytes), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(claims ?? bytes.length, 18)
    shared.writeUInt16LE(file.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), shared, file, packed])
    const attributes = Buffer.alloc(14)
    attributes.writeUInt32LE((mode << 16) >>> 0, 6)
    attributes.writeUInt32LE(offset, 10)
    const made = Buffer.from([0x14, 0x03]) // by Unix, so that the mode counts
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), made, shared, attributes, file]))
    parts.push(local)
    offset += local.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, index, end])
}
