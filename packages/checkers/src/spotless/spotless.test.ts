import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { spotless } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => spotless.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')
const short = (name: string) =>
  parse(name).map(({ rule, path, range }) => `${rule} ${path ?? ''} ${range?.slice(0, 2).join(':') ?? ''}`.trimEnd())

// written after outputs that its users posted: the tool itself was not at hand
describe('the output of Spotless', () => {
  it.each(['spotless-gradle-text', 'spotless-maven-text'])('names in %s what is not formatted', (name) => {
    expect(short(name)).toEqual(['format src/main/java/A.java', 'format src/main/java/B.java'])
  })
})

describe('a command line of Spotless', () => {
  it('is a task of Gradle or a goal of Maven, and no further one', () => {
    expect(spotless.recognise(['./gradlew', ':app:spotlessJavaCheck', '--no-daemon'])?.writes).toBe(false)
    expect(spotless.recognise(['mvn', '-B', 'spotless:apply'])?.writes).toBe(true)
    expect(spotless.recognise(['mvn', 'com.diffplug.spotless:spotless-maven-plugin:2.41.1:check'])?.writes).toBe(false)
    expect(spotless.recognise(['./gradlew', 'spotlessCheck', 'test'])).toBeNull()
  })

  it('is made to check, and to write', () => {
    expect(spotless.machine(['mvn', 'spotless:apply'])).toEqual(['mvn', 'spotless:check'])
    expect(spotless.fix(['./gradlew', ':app:spotlessCheck'])).toEqual(['./gradlew', ':app:spotlessApply'])
  })
})
