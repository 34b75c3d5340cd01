import { demoId } from '../entity-book.ts'

/** The account of the worker of the first station: the worker's clients are assigned to it. */
export const WORKER_ACCOUNT = demoId('county90', 'account', 'worker')
