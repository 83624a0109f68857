/**
 * The release of act that is installed: archives by `<platform>-<arch>` as Node names them, with the SHA-256 of each, as the release's
 * own checksums.txt gives them. Of the version `ACT_VERSION`.
 */
export const ACT_ARCHIVES: Readonly<Record<string, { name: string; sha256: string }>> = {
  'linux-x64': {
    name: 'act_Linux_x86_64.tar.gz',
    sha256: '0191d6f1f3b716b5c55820032605d05fc3c1cdbf581ebeff655019e5dd1524c0',
  },
  'linux-arm64': {
    name: 'act_Linux_arm64.tar.gz',
    sha256: 'daa8679ba9615a74d2d0cec321dc593f21948a2a11bb65862b063d8b930f4bcb',
  },
  'darwin-x64': {
    name: 'act_Darwin_x86_64.tar.gz',
    sha256: '41b31488e7c254baec31cce12c7dade3e35973b8a31b9486206ad43f233d814e',
  },
  'darwin-arm64': {
    name: 'act_Darwin_arm64.tar.gz',
    sha256: '48ae218af96725f7635a66de2b87e1e346893b02add0f16b92f560296b2151fc',
  },
}

/** Where the archives of a version lie. */
export const ACT_RELEASES = 'https://github.com/nektos/act/releases/download'
