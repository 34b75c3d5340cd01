import type { Problem } from '#contract/problem.ts'

/** What a call that was not answered with success throws: the server's problem, or that there was no answer. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.title)
    this.problem = problem
  }
}

export const codeOf = (error: unknown): string | undefined => (error instanceof CallFailed ? error.problem.code : undefined)
