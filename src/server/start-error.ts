/** Exit codes of a start that failed, so that a service manager can tell them apart. */
export const EXIT_CODES = {
  NODE_TOO_OLD: 10,
  SETTING_INVALID: 11,
  PORT_TAKEN: 12,
  DATA_DIR_UNUSABLE: 13,
  DATA_NEWER: 14,
  ALREADY_RUNNING: 15,
  DATABASE_UNREACHABLE: 16,
  DATABASE_TOO_OLD: 17,
  DATABASE_FAILED: 18,
} as const
export type StartErrorCode = keyof typeof EXIT_CODES

/** The program cannot start, and a person can put it right: said in Chinese and English. */
export class StartError extends Error {
  readonly code: StartErrorCode
  readonly zh: string
  readonly en: string

  constructor(code: StartErrorCode, zh: string, en: string, options?: ErrorOptions) {
    super(`${zh}\n${en}`, options)
    this.name = 'StartError'
    this.code = code
    this.zh = zh
    this.en = en
  }

  get exitCode(): number {
    return EXIT_CODES[this.code]
  }
}
