import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/** ok: well; warn: look at it some day; fault: act now. */
export const FindingView = z
  .object({
    what: z.string(),
    state: z.enum(['ok', 'warn', 'fault']),
    said: z.string(),
    todo: z.string().nullable().meta({ description: '该怎么办' }),
  })
  .meta({ id: 'SystemFinding' })
export type FindingView = z.infer<typeof FindingView>

/** What a running server can tell of itself; `sgz doctor` looks further, at the machine. */
export const readStatus = endpoint({
  name: 'system.readStatus',
  method: 'GET',
  path: '/system/status',
  summary: '系统状态',
  who: 'read system status',
  input: z.object({}),
  output: z.object({ at: z.iso.datetime(), findings: z.array(FindingView) }),
})
