export * from './month.ts'
export * from './posting.ts'
export * from './problem.ts'
export * from './worker.ts'
