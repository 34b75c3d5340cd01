import { expect, test } from 'vitest'
import { CallFailed } from './call-failed.ts'
import { troubleOf } from './trouble-of.ts'

const refused = (more: object) =>
  troubleOf(
    new CallFailed({ type: 'urn:sgz:problem:GATE_CLOSED', title: '还不能通过', status: 422, code: 'GATE_CLOSED', ...more }),
  )

test('names the clause as the document does, with the page it stands on, never by its code', () => {
  const ground = { schemeId: 'x1', scheme: '某县方案', clauseId: 'x1-5.2-1', ref: '五(二)' }
  const trouble = refused({ clause: 'x1-5.2-1', ground, detail: '差 1 平方米' })
  expect(trouble).toMatchObject({ detail: '差 1 平方米', ground: { text: '《某县方案》五(二)', href: '/plan/x1?ref=x1-5.2-1' } })
})

test('says nothing of a clause that no scheme has', () => {
  const trouble = refused({ clause: 'x1-5.2-1' })
  expect(trouble.ground).toBeUndefined()
  expect(JSON.stringify(trouble)).not.toContain('x1-5')
})
