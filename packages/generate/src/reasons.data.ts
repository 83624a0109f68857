import type { ReasonCode } from '@upkeep/schema'

/** What each reason code means and what a user can do about it. */
export const REASON_TEXTS: Readonly<Record<ReasonCode, { meaning: string; remedy: string }>> = {
  'no-ci': {
    meaning: 'The repository has no workflow whose checks could prove anything.',
    remedy: 'Add a workflow that runs your type check, lint or tests, or name the commands in the input `checks`.',
  },
  'no-check': {
    meaning: 'No check of the repository runs a tool that could judge what this action looks for.',
    remedy:
      'Add the tool to a workflow, or name its command in the input `checks`. `upkeep checks` lists what was found.',
  },
  'no-key': {
    meaning: 'What was left needs a model, and no key was given.',
    remedy: 'Give a key and a model, or leave it: what tools can settle is done without one.',
  },
  fork: {
    meaning: 'The pull request comes from a fork, so nothing may be posted and no model is asked.',
    remedy: 'Nothing to do: the report and the patch are in the artifact of the run.',
  },
  'not-set-up': {
    meaning: 'A check could not be started: its tool or its packages are not installed in this job.',
    remedy: 'Put the step behind the set-up steps of the job that runs the check (checkout, language, install).',
  },
  'baseline-red': {
    meaning: 'The checks that would have to prove the change fail already on the tree as it stands.',
    remedy: 'Mend the failing check first; the proof table names it with its new and old diagnostics.',
  },
  'not-reproduced': {
    meaning: 'A problem that was reported elsewhere does not occur here.',
    remedy: 'Compare the versions of the tools in this job with those where it was seen.',
  },
  flaky: {
    meaning: 'A check passed and failed on the same tree, so it proves nothing.',
    remedy: 'Make the check repeatable, or name the steady ones in the input `checks`.',
  },
  unproven: {
    meaning: 'A change was found, but no check that could notice it was run to its end.',
    remedy: 'See the proof table for what was not run and why.',
  },
  'own-commit': {
    meaning: 'The newest commit was made by Upkeep itself; it does not answer its own changes.',
    remedy: 'Nothing to do; the next commit by a person is looked at.',
  },
  'open-limit': {
    meaning: 'There are already as many open pull requests of this action as it may have.',
    remedy: 'Merge or close one of them.',
  },
  'model-auth': {
    meaning: 'The model service refused the key.',
    remedy: 'Check the secret: its name in the workflow, whether it has expired, and whether it may use this model.',
  },
  'model-down': {
    meaning: 'The model service did not answer, after all repeats.',
    remedy: 'Run the workflow again later; what tools proved is kept.',
  },
  money: {
    meaning: 'The run reached `max-usd`.',
    remedy: 'Raise `max-usd`, or lower `max-findings`; the next run goes on with what is left.',
  },
  time: {
    meaning: 'The run reached `max-minutes`.',
    remedy: 'Raise `max-minutes`, or narrow `paths`; the next run goes on with what is left.',
  },
  tokens: {
    meaning: 'The run reached its limit of tokens.',
    remedy: 'Lower `max-findings`; the next run goes on with what is left.',
  },
  turns: {
    meaning: 'The model needed more turns on one finding than `max-turns`.',
    remedy: 'Raise `max-turns`, or settle this finding by hand.',
  },
  'rate-limit': {
    meaning: 'GitHub or the model service asked to wait for longer than the run may take.',
    remedy: 'Run less often, or at another time; the next run goes on with what is left.',
  },
  'stale-base': {
    meaning: 'The branch moved while the run was under way, so its proof is of another tree.',
    remedy: 'Run again; a `concurrency` group in the workflow keeps runs from overtaking each other.',
  },
  usage: {
    meaning: 'An input or a flag is wrong.',
    remedy: 'The message names it, the value and what is accepted.',
  },
  config: {
    meaning: '`.github/upkeep.yml` is wrong.',
    remedy: 'The message names line and column; `upkeep config print` shows the configuration in force.',
  },
  internal: {
    meaning: 'A fault of Upkeep itself.',
    remedy: 'Please report it with the stack trace and, if you may share it, the record under `out`.',
  },
}
