import { describe, expect, it } from '@jest/globals'
import { COMMON_INPUTS } from './common-inputs.data.ts'
import { configFor, loadConfig } from './config.ts'

const load = async (text: string | null) =>
  await loadConfig(text, '.github/upkeep.yml', ['type-safety', 'lint-fix'], () => COMMON_INPUTS)

describe('loadConfig', () => {
  it('reads common settings, sections and what is muted', async () => {
    const config = await load(
      'version: 1\nmax-usd: 5\npaths: [src, lib]\nactions:\n  type-safety:\n    enabled: false\n    max-usd: 1.5\n    commit: 1234567\nmute:\n  - ts-ignore\n',
    )
    expect(configFor(config, 'type-safety')).toEqual({ 'max-usd': 1.5, paths: ['src', 'lib'], commit: '1234567' })
    expect(configFor(config, 'lint-fix')).toEqual({ 'max-usd': 5, paths: ['src', 'lib'] })
    expect(config.actions['type-safety']?.enabled).toBe(false)
    expect(config.mute).toEqual(['ts-ignore'])
  })

  it('configures nothing where there is no file or an empty one', async () => {
    for (const text of [null, '', '# nothing\n']) expect(configFor(await load(text), 'lint-fix')).toEqual({})
  })

  it.each([
    [
      'an unknown key',
      'version: 1\nmax-usdd: 3\n',
      '.github/upkeep.yml:2:1: There is no setting "max-usdd"',
      'Did you mean "max-usd"?',
    ],
    [
      'an unknown action',
      'version: 1\nactions:\n  type-saftey: {}\n',
      ':3:3: There is no action "type-saftey"',
      '"type-safety"',
    ],
    ['a key like nothing else', 'version: 1\nzzzzzzzzzzz: 3\n', ':2:1:', 'There is: publish'],
    [
      'a wrong value',
      'version: 1\nactions:\n  lint-fix:\n    max-turns: many\n',
      ':4:16: "max-turns" can not be "many"',
      'whole number',
    ],
    ['a list for a number', 'version: 1\nmax-usd: [1]\n', ':2:10:', 'a number from 0'],
    ['an empty value', 'version: 1\nmax-usd:\n', 'can not be empty', 'Leave the key out'],
    ['a secret', 'version: 1\nopenai-api-key: sk-x\n', ':2:1: "openai-api-key" is a secret', 'as an input of the step'],
    ['no version', 'max-usd: 3\n', '"version" is missing', 'version: 1'],
    ['another version', 'version: 2\n', ':1:10:', 'version: 1'],
    ['broken YAML', 'version: 1\npaths: [src\nmax-usd: 3\n', '.github/upkeep.yml:3:', 'Mend'],
    ['a key twice', 'version: 1\nmax-usd: 3\nmax-usd: 4\n', ':3:1: This is not valid YAML', 'Mend'],
    ['an alias', 'version: 1\npaths: &a [src]\nignore: *a\n', ':3:9: Aliases', 'Write the value out'],
    ['a list as the file', '- version: 1\n', ':1:1: The file must hold keys', 'name: value'],
  ])('refuses %s with its place and the remedy', async (_, text, message, remedy) => {
    const error: unknown = await load(text).catch((thrown: unknown) => thrown)
    expect(String(error)).toContain(message)
    expect(Reflect.get(Object(error), 'remedy')).toContain(remedy)
    expect(String(error)).not.toContain('sk-x')
  })
})
