import { describe, expect, it } from '@jest/globals'
import { dataDifference } from './data-values.ts'

describe('dataDifference', () => {
  it.each<[string, string, string, string]>([
    ['white space', 'a.json', '{"a":[1,2]}', '{ "a": [1, 2] }\n'],
    ['the quotes of a word', 'a.yml', "on: push\nname: 'a b' # c\n", 'on: push\nname: "a b"\n'],
    ['two documents', 'a.yaml', 'a: 1\n---\nb: {c: 2}\n', 'a: 1\n---\nb: { c: 2 }\n'],
    ['the layout of a table', 'a.toml', '[a]\nb = [1,2]\n', '[a]\nb = [ 1, 2 ]\n'],
    ['no number', 'a.yml', 'a: .nan\n', 'a:   .nan\n'],
  ])('sees the same values where only %s changed', (_, path, before, after) => {
    expect(dataDifference(path, before, after)).toBeNull()
  })

  it.each<[string, string, string, string]>([
    ['a value changed', 'a.json', '{"a":1}', '{"a":2}'],
    [
      'a number is beyond the precision of a double',
      'a.json',
      '{"a":12345678901234567890}',
      '{"a":12345678901234567891}',
    ],
    ['keys are in another order', 'a.json', '{"a":1,"b":2}', '{"b":2,"a":1}'],
    ['keys of a mapping are in another order', 'a.yml', 'a: 1\nb: 2\n', 'b: 2\na: 1\n'],
    ['a word of YAML 1.2 is a truth value in 1.1', 'a.yml', "a: 'yes'\n", 'a: yes\n'],
    ['a number became a text', 'a.yml', 'a: 1\n', "a: '1'\n"],
    ['a number is another one', 'a.toml', 'a = 9007199254740993\n', 'a = 9007199254740992\n'],
    ['a tag is not known', 'a.yml', 'a: !custom 1\n', 'a:  !custom 1\n'],
    ['one can not be read', 'a.yml', 'a: [1\n', 'a: [1]\n'],
    ['aliases grow without end', 'a.yml', bomb(), `${bomb()}\n`],
  ])('sees a difference where %s', (_, path, before, after) => {
    expect(dataDifference(path, before, after)).not.toBeNull()
  })
})

/** A thousand million entries from ten lines. */
function bomb(): string {
  const lines = Array.from({ length: 9 }, (_, depth) => `a${depth + 1}: &a${depth + 1} [${`*a${depth},`.repeat(10)}]`)
  return ['a0: &a0 [x,x]', ...lines].join('\n')
}
