import { CommanderError } from 'commander'
import { StartError } from '#server/start-error.ts'

/** The command did what it could and says no: the message is for the operator, the exit code 1. */
export class CommandFailed extends Error {}

/** What was typed, or a file that was named, does not fit: exit code 2. */
export class BadInput extends Error {}

/** The database holds nothing that the command could ask about: exit code 3. */
export class NothingThere extends Error {}

/** Ends the process with the message and the exit code of an error. */
export function endWith(error: unknown): void {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2
  } else if (error instanceof StartError) {
    console.error(`✗ ${error.zh}\n  ${error.en}`)
    process.exitCode = error.exitCode
  } else if (error instanceof CommandFailed) {
    console.error(`✗ ${error.message}`)
    process.exitCode = 1
  } else if (error instanceof BadInput || error instanceof NothingThere) {
    console.error(`✗ ${error.message}`)
    process.exitCode = error instanceof BadInput ? 2 : 3
  } else {
    console.error('✗', error)
    process.exitCode = 1
  }
}
