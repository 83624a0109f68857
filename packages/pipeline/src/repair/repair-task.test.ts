import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import type { PackedDiagnostic } from '@upkeep/agent-core'
import { gitRepository } from '@upkeep/testing'
import { openWorkspace } from '@upkeep/workspace'
import { sourceReader } from './read-source.ts'
import { repairTask } from './repair-task.ts'

/** What a model is told of a message in a repository of these files. */
async function told(
  files: Readonly<Record<string, string>>,
  at: Pick<PackedDiagnostic, 'path' | 'message'> & { part: string },
) {
  await using repository = await gitRepository(files)
  const temp = await mkdtemp(join(tmpdir(), 'task-'))
  await using workspace = await openWorkspace({ directory: repository.root, temp })
  const { path, message, part } = at
  const line = (files[path] ?? '').split('\n').findIndex((text) => text.includes(part)) + 1
  await using task = await repairTask(
    {
      task: 'Settle it:',
      diagnostics: [{ path, line, rule: 'r', message }],
      rung: 'L1',
      attempts: [],
      gaveUp: [],
      judges: { targets: ['vet'], others: ['test'], perhaps: [] },
    },
    {
      workspace,
      grant: { action: 'lint-fix', owns: ['**'] },
      env: {},
      mayRun: true,
      rules: '',
      conventions: null,
      changed: [],
      check: null,
      sourceOf: sourceReader(),
      nonce: () => 'k3v9',
      signal: new AbortController().signal,
    },
  )
  await rm(temp, { recursive: true, force: true })
  const section = (title: string) =>
    task.prompt.split(`<data-k3v9 of="${title}">\n`)[1]?.split('\n</data-k3v9>')[0] ?? null
  return { ...task, section }
}

const GO = {
  'go.mod': 'module example.com/shop\n\ngo 1.24\n',
  'cart/cart.go': `package cart

import (
	"fmt"

	money "example.com/shop/internal/price"
)

// Cart holds items.
type Cart struct {
	Items []Item
	Owner string
}

// Total adds up. It was Sum("x") before.
func (c *Cart) Total(rate money.Rate) (int, error) {
	sum := 0
	for _, item := range c.Items {
		sum += cents(item, rate)
	}
	c.log("total")
	return money.Round(sum, rate)
}

${'// far away\n'.repeat(3)}
func (c *Cart) log(what string) { fmt.Println(what) }
`,
  'cart/item.go': `package cart

// Item is sold.
type Item struct {
	Cents int
}

func cents(
	item Item,
	rate money.Rate,
) int {
	return item.Cents
}

func (i Item) log(what string) {}
`,
  'cart/cart_test.go': 'package cart\n\nfunc cents(no int) {}\n',
  'internal/price/price.go': `package price

type Rate float64

func Round(sum int, rate Rate) int {
	return sum
}
`,
  'far/far.go': 'package far\n\nvar total = load().Total()\n',
  'other/other.go': `package other

func cents() {}

func Round() {} // Total

type Bill struct{}

func (b *Bill) Total() int { return 0 }

func Show(c *cart.Cart, b *Bill, any interface{ Total() int }) {
	_, _ = c.Total(1)
	b.Total()
	any.Total()
	fmt.Println("Total", Total)
}
`,
}

it('of a Go file its imports, and what its failing lines name, in its package and in those of the repository that it imports', async () => {
  const { section } = await told(GO, {
    path: 'cart/cart.go',
    part: 'return money.Round',
    message: 'not enough return values\n\thave (int)\n\twant (int, error)',
  })
  expect(section('imports')).toBe('cart/cart.go\nimport (\n\t"fmt"\n\n\tmoney "example.com/shop/internal/price"\n)')
  expect(section('code')).toMatch(/^cart\/cart\.go:15-24\n15\t\/\/ Total adds up/)
  expect(section('named and overridden')).toBe(
    [
      'cart/cart.go:10\ntype Cart struct {\n\tItems []Item\n\tOwner string\n}',
      'internal/price/price.go:3\ntype Rate float64',
    ].join('\n\n'),
  )
  expect(section('called')).toBe(
    [
      'internal/price/price.go:5\nfunc Round(sum int, rate Rate) int {\n\treturn sum\n}',
      'cart/item.go:8\nfunc cents(\n\titem Item,\n\trate money.Rate,\n) int {\n\treturn item.Cents\n}',
      'cart/cart.go:29\nfunc (c *Cart) log(what string) { fmt.Println(what) }',
    ].join('\n\n'),
  )
  expect(section('used elsewhere')).toBe(
    'Total is used at (found by its name)\nother/other.go:12: _, _ = c.Total(1)\nother/other.go:14: any.Total()\n[1 more by that name where nothing speaks of Cart]',
  )
})

const RUST = {
  'Cargo.toml': '[workspace]\nmembers = ["shop", "money-rates"]\n',
  'shop/Cargo.toml': '[package]\nname = "shop"\n',
  'money-rates/Cargo.toml': '[package]\nname = "money-rates"\n',
  'money-rates/src/lib.rs': 'pub struct Rate(pub f64);\n\npub fn round(sum: u32, rate: &Rate) -> u32 {\n    sum\n}\n',
  'shop/src/lib.rs': 'mod cart;\nmod item;\npub mod sums;\n',
  'shop/src/item.rs': `/// Sold.
#[derive(Debug)]
pub struct Item {
    pub cents: u32,
}

impl Item {
    pub fn cents_at(&self, rate: &Rate) -> u32 {
        self.cents
    }
}

pub struct Other;

impl Other {
    pub fn cents_at(&self) {}
}
`,
  'shop/src/sums/mod.rs': 'pub trait Sum {\n    /// All of it.\n    fn total(&self, rate: &Rate) -> u32;\n}\n',
  'shop/src/cart.rs': `use std::fmt;
use money_rates::{self, Rate, round as rounded};
use super::item::Item;
use crate::sums::*;

pub struct Cart { items: Vec<Item> }

impl Sum for Cart {
    fn total(&self, rate: &Rate) -> u32 {
        let mut sum = 0; // Other
        for item in &self.items { sum += item.cents_at(rate); }
        self.log("round");
        money_rates::round(sum, rate, 1)
    }
}

impl Cart {
${'    // far away\n'.repeat(3)}
    fn log(&self, what: &str) {}
}

impl fmt::Display for Item {}
`,
}

it('of a Rust file its use declarations, the trait that is implemented, and what it calls in other modules and crates', async () => {
  const { section } = await told(RUST, {
    path: 'shop/src/cart.rs',
    part: 'money_rates::round(',
    message: 'this function takes 2 arguments but 3 arguments were supplied',
  })
  expect(section('imports')).toBe(`shop/src/cart.rs\n${RUST['shop/src/cart.rs'].split('\n').slice(0, 4).join('\n')}`)
  expect(section('code')).toMatch(/^shop\/src\/cart\.rs:9-15\n/)
  expect(section('named and overridden')).toBe(
    [
      'shop/src/sums/mod.rs:3\n    fn total(&self, rate: &Rate) -> u32;',
      'money-rates/src/lib.rs:1\npub struct Rate(pub f64);',
    ].join('\n\n'),
  )
  expect(section('called')).toBe(
    [
      'money-rates/src/lib.rs:3\npub fn round(sum: u32, rate: &Rate) -> u32 {\n    sum\n}',
      'shop/src/item.rs:8\n    pub fn cents_at(&self, rate: &Rate) -> u32 {',
      'shop/src/cart.rs:22\n    fn log(&self, what: &str) {}',
    ].join('\n\n'),
  )
})

const PYTHON = {
  'app/rows.py': `class Row:
    """A row.

    save: tells what is saved
    """

    size: int = 0

    def save(self, path: str) -> None:
        pass


class Group:
    def save(self) -> int:
        return 1


class Third:
    def close(self): ...
`,
  'app/main.py': `from .rows import Row, Group
from . import words


def store(row: Row, anything, path: str) -> str:
    # save(1)
    size = len("close(1)")
    row.save(1)
    return words.pair(path)
${'\n# far away\n'.repeat(30)}
def save():
    pass
`,
  'app/words.py': 'def pair(text: str) -> tuple[str, str]:\n    return text, text\n',
  'app/uses.py': `from .main import store
from .other import Store

NAME = "store(1)"  # store
store(Row(), f"{store(None, 1, '')}")
Store().store(1)
print(self.store)
`,
  'app/apart.py': 'def store(one):\n    """store"""\n\nstore(2)\n',
}

it('of a member only the type that it is of, and nothing that a comment or a string says', async () => {
  const { section } = await told(PYTHON, {
    path: 'app/main.py',
    part: 'row.save(1)',
    message: 'Argument 1 to "save" of "Row" has incompatible type "int"; expected "str"',
  })
  expect(section('called')).toBe(
    'app/rows.py:9\n    def save(self, path: str) -> None:\n        pass\n\napp/words.py:1\ndef pair(text: str) -> tuple[str, str]:',
  )
  expect(section('named and overridden')).toMatch(/^app\/rows\.py:1\nclass Row:/)
  expect(section('named and overridden')).not.toMatch(/Group|Third|def save/)
  expect(section('used elsewhere')).toBeNull()
})

it('of a function the code that can mean it, and not where something else of its name is declared', async () => {
  const { section } = await told(PYTHON, {
    path: 'app/main.py',
    part: 'return words.pair',
    message: 'Incompatible return value type (got "tuple[str, str]", expected "str")',
  })
  expect(section('called')).toMatch(
    /^app\/words\.py:1\ndef pair\(text: str\) -> tuple\[str, str\]:\n    return text, text\n\n/,
  )
  expect(section('used elsewhere')).toBe(
    `store is used at\napp/uses.py:1: from .main import store\napp/uses.py:5: store(Row(), f"{store(None, 1, '')}")`,
  )
})

it('the commands that judge the change, what is to be settled first, and only words about tools that are offered', async () => {
  const { section, system, tools } = await told(PYTHON, { path: 'app/main.py', part: 'row.save', message: 'm' })
  expect(section('checks that judge your change')).toBe('to be settled: `vet`\nnot to get worse: `test`')
  expect(tools.map(({ schema }) => schema.name)).toEqual(['edit', 'submit'])
  expect(system).not.toMatch(/\bbash\b|Run check/)
})
