import type { AccountView } from '#contract/account.ts'
import { grantLines } from '#domain/access/index.ts'
import { scopeOf } from './grant-scope.ts'
import { whereInWords } from './grant-words.ts'
import type { Places } from './use-places.ts'

/** What the grants in force let a person see and do, in sentences made from the table that the program itself obeys. */
export function WhatIsSeen({
  account: { grants, isActive },
  places,
}: {
  readonly account: AccountView
  readonly places: Places
}) {
  const held = grants.filter(({ isInForce }) => isInForce && isActive)
  return (
    <section className="page-part" aria-labelledby="account-sees">
      <h2 id="account-sees">能看到什么、做什么</h2>
      {held.length === 0 ? (
        <p>没有有效的授权，什么也看不到。</p>
      ) : (
        <ul className="sentences">
          {held.map((grant) => (
            <li key={grant.id}>
              <strong>
                以{grant.roleLabel}身份，范围是{whereInWords(grant, places)}：
              </strong>
              {grantLines(grant.role, scopeOf(grant)).join('')}
            </li>
          ))}
        </ul>
      )}
      <p className="muted">范围之外的记录，与不存在的记录看起来完全一样。证件号、电话、卡号一律掩码。</p>
    </section>
  )
}
