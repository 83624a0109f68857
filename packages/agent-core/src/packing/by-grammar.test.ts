import { describe, expect, it } from '@jest/globals'
import { declarations } from './declarations.ts'
import { goImports, rustPaths } from './declared-tree.ts'
import { enclosingSymbol } from './enclosing-symbol.ts'
import { importsOf } from './imports.ts'
import { calledAt } from './named.ts'
import { sourceText } from './source.ts'
import { together } from './together.ts'

const go = sourceText(
  'shop/cart.go',
  `// Package shop sells.
package shop

import "os"
import (
	money "example.com/m/price"
	"gopkg.in/yaml.v3"
	"example.com/m/rates/v2"
)

const First, Second = 1, 2

type (
	Base struct{ Name string }
	Cart struct {
		*Base
		On, Off bool
	}
	Seller interface {
		Sell(what string) error
	}
)

func (b *Base) Close() error { return nil }

// Sell "sells".
func (c Cart) Sell(
	what string,
) error {
	ok := true
	other, name := Cart{}, "Close()"
	made := &Base{}
	made.Close()
	c.Close() // Sell(1)
	other.Sell(\`
Sell(2)\`)
	if ok {
		return name.Sell("3")
	}
	return nil
}

type File struct{}

func (f File) Close() error { return nil }
`,
)

const rust = sourceText(
  'src/cart.rs',
  `//! A crate.
use std::fmt::{self, Display as Shown};
pub(crate) use crate::{a::b, c::{self, D}, e::*};
extern crate log;
mod sums;

/// Sold.
#[derive(Debug)]
pub struct Item<'a> { name: &'a str }
pub enum Kind { Whole, Part { of: u8 } }

impl<'a> super::Sell for Item<'a> {
    /// Sells.
    fn sell(&self, to: &Other<'a>) -> bool {
        let item = Self { name: "sell()" }; // self.gone()
        let other = Other::new();
        item.sell(to) && other.sell() && to.sell() && 'x' == 'y' && crate::f::g()
    }
}

pub struct Other<'a>(&'a str);
impl Other<'_> {
    fn sell(&self) -> bool { r#"item.sell("1")"#.len() > 0 }
}
mod tests { use super::*; }
`,
)

const lineOf = (source: typeof go, part: string) => source.lines.findIndex((line) => line.includes(part)) + 1
const declaredAt = (source: typeof go, part: string) => {
  const line = lineOf(source, part)
  return declarations(calledAt(source, line, line), [source]).map(({ line: at, perhapsOf }) =>
    [source.lines[at - 1]?.trim(), ...(perhapsOf === undefined ? [] : [perhapsOf])].join(' | '),
  )
}

describe('a Go file', () => {
  it('has its imports, with the names that they have there', () => {
    expect(importsOf(go)).toBe(go.lines.slice(3, 9).join('\n'))
    expect(goImports(go).map(({ alias }) => alias)).toEqual(['os', 'money', 'yaml', 'rates'])
  })

  it('has functions, methods and types around its lines', () => {
    const symbol = enclosingSymbol(go, lineOf(go, 'if ok'))
    expect(symbol).toMatchObject({ name: 'Sell', first: lineOf(go, 'func (c Cart)') })
    expect(enclosingSymbol(go, lineOf(go, 'On, Off'))?.name).toBe('Cart')
    expect(enclosingSymbol(go, 11)).toBeNull()
    expect(together(go, [lineOf(go, 'ok := true'), lineOf(go, '\treturn nil')])).toHaveLength(1)
  })

  it('has nothing but code between its comments and strings', () => {
    expect(go.code.join('\n')).toHaveLength(go.text.length)
    expect(go.code.join('\n').match(/Sell\b/g)).toHaveLength(4)
  })

  it('tells methods by the receiver: of its type, of what is embedded in it, of a literal', () => {
    expect(declaredAt(go, 'c.Close()')).toEqual(['func (b *Base) Close() error { return nil }'])
    expect(declaredAt(go, 'made.Close()')).toEqual(['func (b *Base) Close() error { return nil }'])
    expect(declaredAt(go, 'name.Sell(')).toEqual(['Sell(what string) error | Seller', 'func (c Cart) Sell( | Cart'])
  })
})

describe('a Rust file', () => {
  it('has its use declarations, and the paths that it names', () => {
    expect(importsOf(rust)).toBe(rust.lines.slice(1, 4).join('\n'))
    expect(rustPaths(rust).map((path) => path.join('::'))).toEqual([
      'self::sums',
      'std::fmt::self',
      'std::fmt::Display',
      'crate::a::b',
      'crate::c::self',
      'crate::c::D',
      'crate::e',
      'super::Sell',
      'Other::new',
      'crate::f::g',
      'super',
    ])
  })

  it('has nothing but code between its comments and strings', () => {
    const code = rust.code.join('\n')
    expect(code).toHaveLength(rust.text.length)
    expect(code.match(/sell\b/g)).toHaveLength(5)
    expect(code).not.toContain('gone')
    expect(code).toContain("Item<'a>")
  })

  it('tells methods by what is known of the value', () => {
    expect(enclosingSymbol(rust, lineOf(rust, 'let item'))).toMatchObject({ name: 'sell' })
    expect(declaredAt(rust, 'item.sell(to)')).toEqual([
      "fn sell(&self, to: &Other<'a>) -> bool {",
      'fn sell(&self) -> bool { r#"item.sell("1")"#.len() > 0 }',
    ])
  })
})

it('a file that can not be parsed is no fault, however it is broken', () => {
  for (const path of ['a.go', 'a.rs'])
    for (const text of [
      '',
      'func (',
      'impl {{{',
      '"',
      '`',
      '/*',
      'use a::{',
      'import (',
      'type T struct {\n\tA',
      '\u0000',
    ])
      expect(declarations([{ name: 'A', of: null, at: null }], [sourceText(path, text)]).length).toBeLessThan(2)
})
