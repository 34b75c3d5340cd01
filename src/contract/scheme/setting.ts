import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { Asked, readEndpoint as read } from './asked.ts'

export const SettingView = z
  .object({
    id: z.string(),
    kind: z.enum(['setting', 'reading']),
    label: z.string(),
    why: z.string(),
    refs: z.array(z.string()),
    proposed: z.string(),
    choices: z.array(z.object({ value: z.string(), label: z.string() })),
    signed: z.object({ value: z.string(), by: z.string(), on: z.iso.date() }).nullable(),
  })
  .meta({ id: 'Setting' })
export type SettingView = z.infer<typeof SettingView>

export const listSettings = read(
  'scheme.listSettings',
  '/schemes/:schemeId/settings',
  '待签定的设定与读法',
  'read plan',
  { schemeId: Asked.schemeId },
  z.object({ settings: z.array(SettingView) }),
)

/** Signs a setting or a reading; the latest signature counts, none is ever overwritten. @refuses SETTING_UNFIT */
export const signSetting = endpoint({
  name: 'scheme.signSetting',
  method: 'POST',
  path: '/schemes/:schemeId/settings/:settingId/signatures',
  summary: '签定设定或读法',
  who: 'sign setting',
  input: z.object({
    schemeId: Asked.schemeId,
    unitCode: Asked.unitCode,
    settingId: z.string().max(90),
    value: z.string().min(1).max(80),
  }),
  output: SettingView,
})

/** Attaches the office's own copy of the document, shown beside the clauses. @refuses ORIGINAL_UNFIT */
export const attachOriginal = endpoint({
  name: 'scheme.attachOriginal',
  method: 'PUT',
  path: '/schemes/:schemeId/original',
  summary: '附上方案原文',
  who: 'attach original',
  input: z.object({
    schemeId: Asked.schemeId,
    fileName: z.string().min(1).max(200),
    mediaType: z.string().max(100),
    base64: z.string().min(1),
  }),
  output: z.object({ sha256: z.string(), bytes: z.int() }),
  maxBytes: 28 * 1024 * 1024,
})
export const readOriginal = endpoint({
  name: 'scheme.readOriginal',
  method: 'GET',
  path: '/schemes/:schemeId/original',
  summary: '方案原文',
  who: 'read plan',
  input: z.object({ schemeId: Asked.schemeId }),
  output: z.unknown(),
})
