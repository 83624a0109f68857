/** Where container engines listen, below a folder that a variable names; null: below the root. The likeliest first. */
export const SOCKETS: readonly { below: string | null; path: string }[] = [
  { below: null, path: 'var/run/docker.sock' },
  { below: 'HOME', path: '.docker/run/docker.sock' },
  { below: 'XDG_RUNTIME_DIR', path: 'docker.sock' },
  { below: 'HOME', path: '.colima/default/docker.sock' },
  { below: 'HOME', path: '.rd/docker.sock' },
  { below: 'HOME', path: '.orbstack/run/docker.sock' },
  { below: 'XDG_RUNTIME_DIR', path: 'podman/podman.sock' },
  { below: null, path: 'run/podman/podman.sock' },
]

/**
 * The image of each label, for act: a subset of what GitHub's runners have (https://nektosact.com/usage/runners.html). Others name
 * theirs by `--act-image`.
 */
export const IMAGES: Readonly<Record<string, string>> = {
  'ubuntu-latest': 'catthehacker/ubuntu:act-latest',
  'ubuntu-24.04': 'catthehacker/ubuntu:act-24.04',
  'ubuntu-24.04-arm': 'catthehacker/ubuntu:act-24.04',
  'ubuntu-22.04': 'catthehacker/ubuntu:act-22.04',
  'ubuntu-22.04-arm': 'catthehacker/ubuntu:act-22.04',
}

/** Options of a container by which a job would get hold of the machine. */
export const MACHINE_OPTIONS =
  /(?:^|\s)(?:-v|--volume|--mount|--privileged|--device|--pid|--ipc|--userns|--uts|--cgroupns|--cap-add|--security-opt|--volumes-from)(?:[=\s]|$)/
