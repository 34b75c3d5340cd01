import { readAddress } from '#web/kernel/use-address.ts'

/** What the address of the audit holds: every condition, and the row that is open. */
export const readAuditSearch = readAddress([
  'accountId',
  'who',
  'action',
  'outcome',
  'from',
  'to',
  'subject',
  'subjectId',
  'entry',
])

type AuditSearch = ReturnType<typeof readAuditSearch>

const DAY = /^\d{4}-\d{2}-\d{2}$/
const ID = /^[0-9a-f-]{36}$/

/** What of it the server is asked; `who` is only the name that belongs to the account. */
export function auditFilter({ accountId, action, outcome, from, to, subject, subjectId }: AuditSearch) {
  const given = {
    accountId: accountId !== undefined && ID.test(accountId) ? accountId : undefined,
    action,
    outcome,
    from: from !== undefined && DAY.test(from) ? from : undefined,
    to: to !== undefined && DAY.test(to) ? to : undefined,
    subject,
    subjectId,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    readonly [N in keyof typeof given]?: string
  }
}
