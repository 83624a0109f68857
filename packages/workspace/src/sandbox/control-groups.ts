import { readFile } from 'node:fs/promises'
import type { Mount } from './mount-table.ts'
import type { GroupStep } from './overlay-command.ts'
import type { SandboxLimits } from './sandbox.ts'

/** Control groups that hold a run's commands: what is to be made, and what counts how often a limit was met. */
export interface GroupPlan {
  steps: readonly GroupStep[]
  /** The file that has to take its value for a limit to hold. */
  memory: string | null
  processes: string | null
  /** Why a limit can not be had, where it can not. */
  why: string
}

/**
 * Groups of version 2 where its controllers are there, else those of version 1 (cgroups(7)).
 * @param name of the run's groups.
 */
export async function planGroups(mounts: readonly Mount[], name: string, limits: SandboxLimits): Promise<GroupPlan> {
  const [memory, processes] = [String(Math.floor(limits.memoryBytes)), String(limits.processes)]
  const unified = mounts.find(({ type }) => type === 'cgroup2')?.point
  const controllers = unified === undefined ? '' : await textOf(`${unified}/cgroup.controllers`)
  if (unified !== undefined && /\bmemory\b/.test(controllers) && /\bpids\b/.test(controllers)) {
    const folder = `${unified}/${name}`
    const set = (file: string, value: string): GroupStep => ({ folder, file, value })
    return {
      steps: [
        { folder: unified, file: 'cgroup.subtree_control', value: '+memory +pids' },
        { folder, file: null, value: '' },
        set('memory.max', memory),
        set('memory.swap.max', '0'),
        set('pids.max', processes),
      ],
      memory: `${folder}/memory.max`,
      processes: `${folder}/pids.max`,
      why: 'control groups can not be written',
    }
  }
  const first = (controller: string) =>
    mounts.find(({ type, point }) => type === 'cgroup' && point.split('/').at(-1)?.split(',').includes(controller))
      ?.point
  const [memoryAt, pidsAt] = [first('memory'), first('pids')]
  const steps: GroupStep[] = []
  if (memoryAt !== undefined) {
    const folder = `${memoryAt}/${name}`
    steps.push({ folder, file: null, value: '' }, { folder, file: 'memory.limit_in_bytes', value: memory })
    steps.push({ folder, file: 'memory.memsw.limit_in_bytes', value: memory })
  }
  if (pidsAt !== undefined) {
    const folder = `${pidsAt}/${name}`
    steps.push({ folder, file: null, value: '' }, { folder, file: 'pids.max', value: processes })
  }
  return {
    steps,
    memory: memoryAt === undefined ? null : `${memoryAt}/${name}/memory.limit_in_bytes`,
    processes: pidsAt === undefined ? null : `${pidsAt}/${name}/pids.max`,
    why: steps.length === 0 ? 'no control groups are mounted' : 'control groups can not be written',
  }
}

/** Groups that commands join, by what the machine took of a plan. */
export interface ControlGroups {
  folders: readonly string[]
  /** Whether they limit processes. */
  processes: boolean
  /** How often each limit was met so far. */
  met(): Promise<{ memory: number; processes: number }>
}

/** @param taken the files that took their value. */
export function groupsOf({ memory, processes }: GroupPlan, taken: ReadonlySet<string>): ControlGroups {
  const folderOf = (file: string | null) =>
    file === null || !taken.has(file) ? null : file.slice(0, file.lastIndexOf('/'))
  const [memoryFolder, pidsFolder] = [folderOf(memory), folderOf(processes)]
  const folders = [...new Set([memoryFolder, pidsFolder])].filter((folder) => folder !== null)
  return {
    folders,
    processes: pidsFolder !== null,
    async met() {
      const version2 = await textOf(`${memoryFolder ?? ''}/memory.events`)
      const events = version2 === '' ? await textOf(`${memoryFolder ?? ''}/memory.oom_control`) : version2
      const pids = await textOf(`${pidsFolder ?? ''}/pids.events`)
      return { memory: count(events, 'oom_kill'), processes: count(pids, 'max') }
    },
  }
}

function count(events: string, name: string): number {
  return Number(new RegExp(`^${name} (\\d+)`, 'm').exec(events)?.[1] ?? 0)
}

async function textOf(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch(() => '')
}
