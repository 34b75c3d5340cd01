import { z } from 'zod'
import { endpoint } from '../endpoint.ts'

/** The states of a ruling, worst last; the same list as `STATES` of the engine (checked by a test). */
export const StateName = z.enum([
  'not-applicable',
  'met',
  'agrees',
  'excepted',
  'late',
  'due',
  'at-risk',
  'unsettled',
  'unknown',
  'differs',
  'not-met',
  'overdue',
])
export type StateName = z.infer<typeof StateName>
export const ModeName = z.enum([
  'computed',
  'constructed',
  'stated',
  'attested',
  'discretion',
  'missing',
  'narrative',
  'unplaced',
])
/** Colour of a clause on the plan page: red and amber fail, hatched is unknown, blue a stated figure, white what is built in. */
export const ColourName = z.enum(['red', 'amber', 'hatched', 'green', 'blue', 'white', 'dotted', 'none', 'black'])
export type ColourName = z.infer<typeof ColourName>
export const Counts = z.partialRecord(StateName, z.int())

/** Which plan is asked, as it stood on which day, with which overlay; without a day the plan's own reference day. */
export const Asked = {
  schemeId: z.string().max(40),
  /** Where several places adopted the plan: which of them. */
  unitCode: z
    .string()
    .regex(/^\d{1,12}$/)
    .optional(),
  asOf: z.iso.date().optional(),
  overlay: z.string().max(40).optional(),
  version: z.string().max(40).optional(),
}

/** A reading endpoint of this module. */
export const readEndpoint = <P extends `/${string}`, In extends z.ZodRawShape, Out extends z.ZodType>(
  name: `scheme.${string}`,
  path: P,
  summary: string,
  who: 'read plan' | 'read ruling' | 'read work desk' | 'try what-if',
  input: In,
  output: Out,
) => endpoint({ name, method: 'GET', path, summary, who, input: z.object(input), output })
