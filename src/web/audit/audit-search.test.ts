import { expect, test } from 'vitest'
import { auditFilter, readAuditSearch } from './audit-search.ts'

test('asks the server for what stands in the address, and for no half-typed day or foreign name', () => {
  const search = readAuditSearch({
    action: 'person',
    from: '2026-01-05',
    to: '2026-1',
    who: '王',
    entry: 'e',
    accountId: 'x',
    colour: 'red',
  })
  expect(search).toEqual({ action: 'person', from: '2026-01-05', to: '2026-1', who: '王', entry: 'e', accountId: 'x' })
  expect(auditFilter(search)).toEqual({ action: 'person', from: '2026-01-05' })
})
