import { afterEach, expect, it } from '@jest/globals'
import { secretValues } from '@upkeep/entry'

const SET = ['INPUT_SECRETS', 'UPKEEP_SECRET_FOLDER', 'DEPLOY_KEY']
afterEach(() => {
  for (const name of SET) delete process.env[name]
})

it('every line of the input is a secret, though it may give none to a check', () => {
  process.env['INPUT_SECRETS'] = 'A = first\nKEY=-----BEGIN KEY-----\n  MIIEpAIBAAKCAQEA0x/==\nmy-key=second\nB=on'
  const values = secretValues()
  for (const value of ['first', '-----BEGIN KEY-----', 'MIIEpAIBAAKCAQEA0x/==', 'second'])
    expect(values).toContain(value)
  expect(values).not.toContain('on')
})

it('a path is one where the user gives it as a secret, and none in a variable that only looks like one', () => {
  process.env['UPKEEP_SECRET_FOLDER'] = '/given/by/hand'
  process.env['DEPLOY_KEY'] = '/etc/keys/deploy'
  expect(secretValues()).toContain('/given/by/hand')
  expect(secretValues()).not.toContain('/etc/keys/deploy')
})
