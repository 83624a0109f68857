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

/** Options of `docker create` that concern the container alone. By any other one a job might get hold of the machine. */
export const OWN_OPTIONS: ReadonlySet<string> = new Set(
  `--add-host --attach -a --blkio-weight --cap-drop --cpu-period --cpu-quota --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --dns
  --dns-opt --dns-option --dns-search --domainname --entrypoint --env -e --expose --health-cmd --health-interval --health-retries
  --health-start-interval --health-start-period --health-timeout --hostname -h --init --interactive --ip --ip6 --label -l --mac-address
  --memory -m --memory-reservation --memory-swap --memory-swappiness --name --net-alias --network-alias --no-healthcheck --pids-limit
  --platform --publish -p --publish-all --read-only --restart --rm --shm-size --stop-signal --stop-timeout --sysctl --tmpfs --tty --ulimit
  --user -u --workdir -w`.split(/\s+/),
)
