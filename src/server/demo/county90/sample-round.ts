import { demoId } from '../entity-book.ts'

/** The evaluation that is under way: its sample is what the evaluator sees. */
export const SAMPLE_ROUND = demoId('county90', 'evaluation', '3-midterm')
