import { Link } from '@tanstack/react-router'
import { listGlass } from '#contract/access.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { useCan, useSession } from '#web/kernel/current-session.ts'
import { minuteInWords } from '#web/kernel/instant-words.ts'
import { glassToReport } from './glass-to-report.ts'

/** Tells the office whose county was looked into: on its desk, unasked, while it is open and for a week after. */
export function GlassReport() {
  const { accountId, grant } = useSession()
  const isOwner = useCan('read audit') && grant.role === 'bureau'
  const { data } = useAnswer(listGlass, {}, { isEnabled: isOwner })
  const told = glassToReport(data?.cases ?? [], accountId, new Date())
  if (!isOwner || told.length === 0) return null
  return (
    <section className="desk-part" aria-labelledby="desk-glass">
      <h2 id="desk-glass">紧急查阅通报</h2>
      <ul>
        {told.map(({ id, name, roleLabel, reason, openedAt, expiresAt, closedAt, isOpen }) => (
          <li key={id}>
            {roleLabel} {name} 于 {minuteInWords(openedAt)} 开启对本县记录的紧急查阅，事由：{reason}。
            {isOpen ? `进行中，最迟 ${minuteInWords(expiresAt)} 结束。` : `已于 ${minuteInWords(closedAt ?? expiresAt)} 结束。`}
          </li>
        ))}
      </ul>
      <Link to="/break-glass">全部紧急查阅记录</Link>
    </section>
  )
}
