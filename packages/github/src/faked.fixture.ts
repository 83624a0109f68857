import { connect } from '@upkeep/github'
import type { ConnectOptions, GitHub } from '@upkeep/github'
import { fakeGitHub, jumpingClock } from '@upkeep/testing/github'
import type { FakeGitHub, FakeGitHubOptions, FakeRepository } from '@upkeep/testing/github'

export const BOT = 'github-actions[bot]'

/** A GitHub on this machine, a repository there, and connections to it on a clock on which nobody waits. */
export interface Faked extends AsyncDisposable {
  fake: FakeGitHub
  repository: FakeRepository
  github: GitHub
  clock: ReturnType<typeof jumpingClock>
  /** What connections have logged. */
  lines: string[]
  /** Another connection: another run, or another token. */
  connect(options?: Partial<ConnectOptions>): GitHub
  /** Operations of the requests since the last call, a fault of theirs in brackets. */
  calls(): string[]
}

/** Its disposal fails where GitHub would not have understood a request, or where the token was seen outside its header. */
export async function faked(options: FakeGitHubOptions = {}): Promise<Faked> {
  const clock = jumpingClock()
  const fake = await fakeGitHub({ clock, checkAnswers: true, ...options })
  const repository = fake.repository()
  const [owner = '', name = ''] = repository.slug.split('/')
  const lines: string[] = []
  const open = (more: Partial<ConnectOptions> = {}) =>
    connect({
      token: fake.token,
      repository: { owner, name },
      apiUrl: fake.apiUrl,
      clock,
      signal: new AbortController().signal,
      log: (line) => lines.push(line),
      ...more,
    })
  let seen = 0
  const calls = () => {
    const news = fake.requests().slice(seen)
    seen = fake.requests().length
    return news.map(({ operation, fault }) => (fault === null ? operation : `${operation} (${fault})`))
  }
  const end = async () => {
    await fake.close()
    const wrong = [...fake.violations(), ...fake.leaks()]
    const logged = lines.filter((line) => line.includes(fake.token))
    if (wrong.length + logged.length > 0) throw new Error(JSON.stringify({ wrong, logged }))
  }
  return { fake, repository, github: open(), clock, lines, connect: open, calls, [Symbol.asyncDispose]: end }
}

/** What a promise is rejected with; null where it is not. */
export async function caught(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => null,
    (error: unknown) => error,
  )
}
