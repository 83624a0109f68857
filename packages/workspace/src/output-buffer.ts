const MARK = '\n[… output cut here …]\n'

/** Keeps the head and the tail of a stream, each up to half of the limit in bytes. */
export interface OutputBuffer {
  push(chunk: Buffer): void
  text(): string
  readonly truncated: boolean
}

export function outputBuffer(limit: number): OutputBuffer {
  const half = Math.ceil(limit / 2)
  const head: Buffer[] = []
  const tail: Buffer[] = []
  let [headSize, tailSize, dropped] = [0, 0, 0]
  const pushTail = (chunk: Buffer) => {
    const kept = chunk.length > half ? chunk.subarray(-half) : chunk
    tail.push(kept)
    tailSize += kept.length
    dropped += chunk.length - kept.length
    for (let first = tail[0]; first !== undefined && tailSize - first.length >= half; first = tail[0]) {
      tail.shift()
      tailSize -= first.length
      dropped += first.length
    }
  }
  return {
    push(chunk) {
      const room = half - headSize
      if (room > 0) head.push(chunk.subarray(0, room))
      headSize += Math.min(room, chunk.length)
      if (chunk.length > room) pushTail(chunk.subarray(Math.max(0, room)))
    },
    // One decoding where nothing was dropped, so that a character across the two halves stays whole.
    text: () =>
      dropped > 0
        ? `${headText(Buffer.concat(head))}${MARK}${tailText(Buffer.concat(tail).subarray(-half))}`
        : Buffer.concat([...head, ...tail]).toString(),
    get truncated() {
      return dropped > 0
    },
  }
}

/** The text without a character that the cut split: what is incomplete at the end stays in the decoder. */
function headText(bytes: Buffer): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes, { stream: true })
}

/** The text from its first whole character on; a UTF-8 character has at most three bytes that continue it. */
function tailText(bytes: Buffer): string {
  let start = 0
  while (start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start += 1
  return bytes.toString('utf8', start)
}
