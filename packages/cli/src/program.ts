import { Command, CommanderError, Option } from 'commander'
import { VERSION } from '@upkeep/entry/declared'
import { ACTIONS } from './actions.ts'
import type { CommandLineAction } from './actions.ts'
import type { ChecksCommandOptions } from './checks-command.ts'
import type { CiCommandOptions } from './ci-command.ts'
import type { InitOptions } from './init/init-command.ts'
import { addInputOptions } from './options.ts'
import type { ReplayCommandOptions } from './replay-command.ts'
import type { RunOptions } from './run-command.ts'
import type { SliceCommandOptions } from './slice-command.ts'
import type { Terminal } from './terminal.ts'

/** Each command loads its own modules, when it is run: `--help` and the small ones start at once. */
const COMMANDS = {
  run: async () => (await import('./run-command.ts')).runCommand,
  checks: async () => (await import('./checks-command.ts')).checksCommand,
  ci: async () => (await import('./ci-command.ts')).ciCommand,
  slice: async () => (await import('./slice-command.ts')).sliceCommand,
  init: async () => (await import('./init/init-command.ts')).initCommand,
  config: async () => (await import('./config-command.ts')).configCommand,
  replay: async () => (await import('./replay-command.ts')).replayCommand,
}

/** The command line. `run` returns the exit code: 0, 1, or 2 for wrong usage, which commander has explained by then. */
export function createProgram(terminal: Terminal): { run(args: readonly string[]): Promise<number> } {
  let code = 0
  const program = new Command('upkeep')
  program
    .description("Repository upkeep, proven by the repository's own checks")
    .version(VERSION)
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError('(--help lists what there is)')
  for (const action of ACTIONS)
    addAction(program, action, async (options) => void (code = await (await COMMANDS.run())(action, options, terminal)))
  const checks = program
    .command('checks')
    .description('List the checks that the workflows of a repository hold')
    .option('--repo <dir>', 'the repository', '.')
    .option('--json', 'print one JSON object (upkeep/checks@1)')
    .option('--write', 'keep what --model says in .github/upkeep/ci.lock.yml')
    .action(async (options: ChecksCommandOptions) => void (code = await (await COMMANDS.checks())(options, terminal)))
  addReviewOptions(checks)
  const ci = program
    .command('ci')
    .argument('[file...]', 'workflows; all that judge a change where none is named')
    .description('Run all of CI by act, set-up included, on a clone of the tree')
    .option('--repo <dir>', 'the repository', '.')
    .addOption(new Option('--matrix <legs>', 'one leg of each matrix, or all').choices(['one', 'all']).default('all'))
    .option('--secret-file <path>', 'a file of NAME=value lines: these secrets are given')
    .option('--json', 'print one JSON object (upkeep/ci@1)')
    .action(
      async (files: string[], options: CiCommandOptions) =>
        void (code = await (await COMMANDS.ci())(files, options, terminal)),
    )
  addActOptions(ci)
  addSlice(program, async (file, options) => void (code = await (await COMMANDS.slice())(file, options, terminal)))
  program
    .command('init')
    .argument('[action...]', 'the actions to write a workflow for; all where none is named')
    .description("Write the workflow that runs an action, from the set-up steps of the repository's own CI")
    .option('--repo <dir>', 'the repository', '.')
    .option('--direct', 'one job that works and posts, in place of two')
    .addOption(new Option('--when <when>', 'what starts it').choices(['weekly', 'daily', 'push']).default('weekly'))
    .option('--config', 'write .github/upkeep.yml too')
    .option('--write', 'write the files; without it they are printed')
    .action(
      async (actions: string[], options: InitOptions) =>
        void (code = await (await COMMANDS.init())(actions, options, terminal)),
    )
  program
    .command('config')
    .description('The configuration file .github/upkeep.yml')
    .command('print')
    .description('Print the configuration in force, with where each value comes from')
    .option('--repo <dir>', 'the repository', '.')
    .action(async (options: { repo?: string }) => void (code = await (await COMMANDS.config())(options, terminal)))
  program
    .command('replay')
    .description('Make every decision of a recorded run again, with no network and no checkout')
    .argument('<out>', 'the folder that the run wrote; its record has to be full')
    .option('--execute', 'run the tools of the model again, on the repository')
    .option('--repo <dir>', 'the repository, for --execute', '.')
    .option('--json', 'print one JSON object')
    .action(
      async (out: string, options: ReplayCommandOptions) =>
        void (code = await (await COMMANDS.replay())(out, options, terminal)),
    )
  return {
    async run(args) {
      try {
        await program.parseAsync(args, { from: 'user' })
        return code
      } catch (error) {
        if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
        throw error
      }
    },
  }
}

/** For the commands that classify workflows. */
function addReviewOptions(command: Command): void {
  command
    .option('--model <name>', 'provider/id: it reviews each workflow that .github/upkeep/ci.lock.yml does not speak of')
    .option('--base-url <url>', "the address of a model server of one's own")
    .option('--max-usd <usd>', 'what its reviews may cost at most, in US dollars', '1')
}

function addSlice(program: Command, run: (file: string, options: SliceCommandOptions) => Promise<void>): void {
  const slice = program
    .command('slice')
    .description('Comment out what does not matter to some kinds of steps of a workflow')
    .argument('<file>', 'the workflow, from the repository')
    .option(
      '--for <kinds>',
      'the kinds of steps that matter: lint, typecheck, test …, separated by commas; lint means format too',
    )
    .option('--repo <dir>', 'the repository', '.')
    .addOption(new Option('--matrix <legs>', 'one leg of each matrix, or all').choices(['one', 'all']).default('one'))
    .option('--narrow', 'put the wanted commands in the place of a step that does more: what they say is a probe')
    .option('--run', 'run the slice on a copy of the tree; set-up steps are taken as done')
    .addOption(
      new Option('--engine <engine>', 'how --run runs it: in place, or all of it by act on a clone').choices([
        'in-place',
        'act',
      ]),
    )
    .option('--text', 'print the slice and nothing else')
    .option('--write', 'put the slice into the file')
    .option('--undo', 'give the original of a slice back')
    .option('--secret-file <path>', 'a file of NAME=value lines: these secrets are given')
    .option('--json', 'print one JSON object (upkeep/slice@1)')
    .action(run)
  addReviewOptions(slice)
  addActOptions(slice)
}

/** For the commands that run act. */
function addActOptions(command: Command): void {
  command
    .option('--install-act', 'install act where it is missing, at the version that is pinned')
    .addOption(
      new Option('--act-mode <mode>', 'where act runs jobs; in containers where an engine answers').choices([
        'host',
        'containers',
      ]),
    )
    .option('--act-image <label=image...>', 'the image of a label of runners, for containers')
}

function addAction(program: Command, action: CommandLineAction, run: (options: RunOptions) => Promise<void>): void {
  const command = program
    .command(action.name)
    .description(action.description)
    .option('--repo <dir>', 'the repository', '.')
    .option('--json', 'print one JSON object (upkeep/result@1) and nothing else on stdout')
    .option('--apply', 'put the proven patch into the work tree')
    .addOption(new Option('--until <stage>', 'end early').choices(['findings', 'attempts']))
  addInputOptions(command, action.inputs)
  command.action(run)
}
