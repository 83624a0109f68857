import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { ExternalError, UserError } from '@upkeep/schema/errors'
import { describeError } from './describe-error.ts'
import { isSecretName } from './secret-values.ts'

describe('describeError', () => {
  it('shows what a user can mend without a stack', () => {
    expect(describeError(new UserError('Wrong.', { remedy: 'Mend it.' }))).toMatchObject({
      title: 'Wrong.',
      remedy: 'Mend it.',
      stack: null,
      exit: 2,
      code: 'usage',
    })
    expect(describeError(new UserError('Gone.', { remedy: 'Find it.', kind: 'state' }))).toMatchObject({
      stack: null,
      exit: 1,
    })
    expect(describeError(new UserError('.github/upkeep.yml:1:2: x', { remedy: 'y' }))).toMatchObject({
      exit: 2,
      code: 'config',
    })
  })

  it('says what a service refused', () => {
    const refused = new ExternalError('401', { service: 'GitHub', status: 401, retryable: false })
    expect(describeError(refused)).toMatchObject({ exit: 1, stack: null, remedy: expect.stringContaining('GitHub') })
  })

  it('explains a full disk, from the system itself', () => {
    try {
      writeFileSync('/dev/full', 'x')
    } catch (error) {
      expect(describeError(error)).toMatchObject({
        title: expect.stringContaining('disk is full'),
        stack: null,
        exit: 1,
      })
      return
    }
    console.warn('not run: a full disk (there is no /dev/full)')
  })

  it.each(['ENOSPC', 'EROFS', 'EACCES'])('names the path of %s and a remedy', (code) => {
    const path = join(mkdtempSync(join(tmpdir(), 'entry-')), 'out')
    const told = describeError(Object.assign(new Error(code), { code, path }))
    expect(told.title).toContain(path)
    expect(told).toMatchObject({ stack: null, remedy: expect.stringMatching(/\w+/) })
  })

  it('prints the stack of a bug and asks for a report', () => {
    expect(describeError(new TypeError('x is undefined'))).toMatchObject({
      stack: expect.stringContaining('describe-error.test.ts'),
      remedy: expect.stringContaining('Please report'),
      exit: 1,
    })
    expect(describeError('just a text').stack).toContain('a string was thrown')
  })
})

describe('isSecretName', () => {
  it.each([
    'NPM_TOKEN',
    'INPUT_ANTHROPIC-API-KEY',
    'DB_PASSWORD',
    'githubToken',
    'MYSQL_PWD',
    'APIKEY',
    'INPUT_SECRETS',
  ])('knows %s', (name) => {
    expect(isSecretName(name)).toBe(true)
  })

  it.each(['PATH', 'PWD', 'HOME', 'TOKENIZERS_PARALLELISM', 'MONKEY', 'SSH_AUTH_SOCK', 'JAVA_HOME'])(
    'leaves %s alone',
    (name) => {
      expect(isSecretName(name)).toBe(false)
    },
  )
})
