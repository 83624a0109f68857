interface Known {
  etag: string
  headers: [string, string][]
  text: string
}

const MOST_ANSWERS = 100
const MOST_CHARACTERS = 1024 * 1024

/**
 * Answers to `GET` that GitHub has given to this connection. Where nothing has changed it says so with 304, which the hour's limit is
 * not charged for (https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests).
 */
export class KnownAnswers {
  private readonly answers = new Map<string, Known>()

  /** What the request has to say of the answer that is known. */
  condition(method: string | undefined, url: string): Record<string, string> {
    const known = method === 'GET' ? this.answers.get(url) : undefined
    return known === undefined ? {} : { 'if-none-match': known.etag }
  }

  /** The answer as if it had been sent again. Rejects where its body ends early. */
  async complete(method: string | undefined, url: string, response: Response): Promise<Response> {
    const known = this.answers.get(url)
    if (response.status === 304 && known !== undefined) {
      const headers = new Headers(known.headers)
      for (const [name, value] of response.headers) headers.set(name, value) // what is left of the limit, among others
      return new Response(known.text, { status: 200, headers })
    }
    const etag = response.headers.get('etag')
    if (method !== 'GET' || response.status !== 200 || etag === null) return response
    const text = await response.text()
    const headers = [...response.headers].filter(([name]) => !ENCODED.has(name))
    if (isDocument(text)) this.keep(url, { etag, headers, text })
    return new Response(text, { status: 200, headers })
  }

  private keep(url: string, answer: Known): void {
    this.answers.delete(url)
    if (answer.text.length > MOST_CHARACTERS) return
    if (this.answers.size >= MOST_ANSWERS) this.answers.clear()
    this.answers.set(url, answer)
  }
}

/** These say how the body came, and it is unpacked now. */
const ENCODED = new Set(['content-encoding', 'content-length', 'transfer-encoding'])

/** A page of a proxy or half an answer must not be taken for what GitHub said, let alone twice. */
function isDocument(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
