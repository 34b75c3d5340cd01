import { expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint, requestFor } from './endpoint.ts'

const shape = {
  name: 'plan.readClause',
  path: '/schemes/:schemeId/clauses/:id',
  summary: '',
  who: 'read plan',
  output: z.null(),
} as const
const read = endpoint({
  ...shape,
  method: 'GET',
  input: z.object({ schemeId: z.string(), id: z.string(), asOf: z.string().optional(), tags: z.array(z.string()).optional() }),
})
const write = endpoint({ ...shape, method: 'POST', input: z.object({ schemeId: z.string(), id: z.string(), value: z.number() }) })

test('path parameters are escaped, the rest of a GET is query, what is undefined is left out', () => {
  expect(requestFor(read, { schemeId: 'a/b', id: 'x', asOf: undefined, tags: ['1', '2'] })).toEqual({
    method: 'GET',
    url: '/api/schemes/a%2Fb/clauses/x?tags=1&tags=2',
  })
  expect(requestFor(read, { schemeId: 's', id: 'x' }).url).toBe('/api/schemes/s/clauses/x')
})

test('the rest of a POST is its JSON body', () => {
  expect(requestFor(write, { schemeId: 's', id: 'x', value: 60 })).toEqual({
    method: 'POST',
    url: '/api/schemes/s/clauses/x',
    body: '{"value":60}',
  })
})
