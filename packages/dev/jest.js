/** No transformer at all: Jest strips types with Node's own parser, so lines and columns stay true. */
export default {
  testEnvironment: 'node',
  testMatch: ['**/src/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.bundle\\.test\\.ts$'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/dist/'],
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.test.ts', '!src/**/*fixture*.ts'],
  coverageReporters: ['json-summary'],
  testTimeout: 60_000,
  restoreMocks: true,
}
