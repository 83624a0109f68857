import { describe, expect, it } from '@jest/globals'
import { allowedVariables } from './child-environment.ts'

const RUNNER = {
  PATH: '/bin',
  HOME: '/home/runner',
  VIRTUAL_ENV: '/venv',
  JAVA_HOME_21_X64: '/jdk',
  LD_LIBRARY_PATH: '/lib',
  GITHUB_TOKEN: 'secret',
  GITHUB_ENV: '/runner/set_env',
  GITHUB_PATH: '/runner/add_path',
  ACTIONS_RUNTIME_TOKEN: 'secret',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token',
  'INPUT_ANTHROPIC-API-KEY': 'secret',
  ANTHROPIC_API_KEY: 'secret',
  NPM_TOKEN: 'secret',
  NODE_OPTIONS: '--require /evil.js',
  LD_PRELOAD: '/evil.so',
  BASH_ENV: '/evil.sh',
  SSH_AUTH_SOCK: '/agent',
  DOCKER_HOST: 'unix:///docker.sock',
  MY_SETTING: '1',
  HTTPS_PROXY: 'http://me:secret@proxy:8080',
  PIP_INDEX_URL: 'https://mirror/simple',
}

describe('allowedVariables', () => {
  it('B01: lets through what the table and the input name, and nothing else', () => {
    const found = allowedVariables(RUNNER, ['MY_SETTING'], false)
    const expected = [
      'CI',
      'HOME',
      'JAVA_HOME_21_X64',
      'LD_LIBRARY_PATH',
      'MY_SETTING',
      'PATH',
      'PIP_INDEX_URL',
      'VIRTUAL_ENV',
    ]
    expect(Object.keys(found).toSorted()).toEqual(expected)
  })

  it('lets no secret through, even if it is named', () => {
    expect(allowedVariables(RUNNER, ['NPM_TOKEN', 'ANTHROPIC_API_KEY'], false)).not.toHaveProperty('NPM_TOKEN')
  })

  it('compares names without case where the system does', () => {
    expect(allowedVariables({ Path: 'C:/bin' }, [], true)).toEqual({ Path: 'C:/bin', CI: 'true' })
    expect(allowedVariables({ Path: 'C:/bin' }, [], false)).toEqual({ CI: 'true' })
  })
})
