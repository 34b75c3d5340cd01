import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const FoundView = z
  .object({
    subject: z.string(),
    subjectLabel: z.string(),
    id: z.string(),
    name: z.string(),
    divisionCode: z.string(),
    placeName: z.string(),
  })
  .meta({ id: 'Found' })
export type FoundView = z.infer<typeof FoundView>

/** Records whose name has that in it, or is spelt or begins so in pinyin: the likeliest first, some of each kind. */
export const findRecords = endpoint({
  name: 'search.find',
  method: 'GET',
  path: '/search',
  summary: '按名称、拼音或首字母查找',
  who: 'signed-in',
  input: z.object({
    text: z.string().trim().min(1).max(40),
    limit: z.coerce.number().int().min(1).max(50).default(10).meta({ description: '每类最多几条' }),
  }),
  output: z.object({ found: z.array(FoundView) }),
})
