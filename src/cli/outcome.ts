/** What a command found: lines for a person, the same for a machine, and the exit code. */
export interface Outcome {
  readonly code: 0 | 1
  readonly lines: readonly string[]
  readonly json: unknown
}

/** Prints an outcome and sets the exit code of the process. */
export function printOutcome(outcome: Outcome, options: { readonly json?: boolean }): void {
  process.stdout.write(`${options.json ? JSON.stringify(outcome.json, null, 2) : outcome.lines.join('\n')}\n`)
  process.exitCode = outcome.code
}
