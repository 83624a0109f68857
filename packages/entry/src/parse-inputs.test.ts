import { describe, expect, it } from '@jest/globals'
import { COMMON_INPUTS } from './common-inputs.data.ts'
import type { InputDeclaration } from './input.ts'
import { explainInputs, parseInputs } from './parse-inputs.ts'

/** The sentence and the remedy of the refusal. */
function refusalOf(raw: Record<string, string>, declarations: readonly InputDeclaration[] = COMMON_INPUTS): string {
  try {
    parseInputs(declarations, raw)
  } catch (error) {
    return `${String(error)} ${String(Reflect.get(Object(error), 'remedy'))}`
  }
  return 'nothing was refused'
}

function from(raw: Record<string, string>, config = {}) {
  return explainInputs(COMMON_INPUTS, raw, config).find(({ name }) => name === 'max-usd')
}

describe('COMMON_INPUTS', () => {
  it('are those of the design, in its order', () => {
    expect(COMMON_INPUTS.map(({ name }) => name).join(' ')).toBe(
      'publish token model anthropic-api-key openai-api-key base-url max-usd max-minutes max-findings max-turns model-timeout ' +
        'paths ignore working-directory base commit checks env secrets sandbox record out config job-status',
    )
  })

  it('have defaults that fit their own declarations, and one sentence each', () => {
    expect(parseInputs(COMMON_INPUTS, {})).toMatchObject({
      publish: 'file',
      'max-usd': 2,
      'max-minutes': 30,
      paths: [],
      token: '',
    })
    for (const { description } of COMMON_INPUTS) expect(description).toMatch(/^[A-Z"][^\n]*[^.]\.$/)
  })
})

describe('parseInputs', () => {
  it('reads lists by line or comma, with braces kept whole', () => {
    const { paths, checks } = parseInputs(COMMON_INPUTS, {
      paths: 'src/*.{ts,tsx}, lib/**\n docs ',
      checks: 'npm test -- a,b\nmake lint',
    })
    expect(paths).toEqual(['src/*.{ts,tsx}', 'lib/**', 'docs'])
    expect(checks).toEqual(['npm test -- a,b', 'make lint'])
  })

  it.each([
    ['max-usd', 'lots', 'a number from 0 to 1000'],
    ['max-usd', '-1', 'a number from 0 to 1000'],
    ['max-usd', '1e9', 'a number from 0 to 1000'],
    ['max-turns', '1.5', 'a whole number from 1 to 200'],
    ['publish', 'File', 'one of file, direct'],
  ])('refuses %s "%s" and says what is accepted', (name, value, accepted) => {
    const refusal = refusalOf({ [name]: value })
    for (const part of [name, `"${value}"`, accepted]) expect(refusal).toContain(part)
  })

  it('never shows the value of a secret', () => {
    const secret: InputDeclaration = {
      name: 'pin',
      type: 'number',
      default: '',
      description: 'A number.',
      secret: true,
    }
    expect(refusalOf({ pin: 'hunter22' }, [secret])).not.toContain('hunter22')
  })

  it('takes an input before the configuration and that before the default', () => {
    expect(from({ 'max-usd': '5' }, { 'max-usd': 3 })).toMatchObject({ value: 5, from: 'input' })
    expect(from({ 'max-usd': '' }, { 'max-usd': 3 })).toMatchObject({ value: 3, from: 'config' })
    expect(from({})).toMatchObject({ value: 2, from: 'default' })
  })

  it('reads booleans, and asks for what is required', () => {
    const flag: InputDeclaration = {
      name: 'flag',
      type: 'boolean',
      default: 'false',
      description: 'A flag.',
      required: true,
    }
    expect(parseInputs([flag], { flag: 'TRUE' })).toEqual({ flag: true })
    expect(refusalOf({ flag: 'yes' }, [flag])).toContain('true or false')
    expect(refusalOf({}, [flag])).toContain('required')
  })
})
