import { ProblemNotice } from '#ui/problem-notice.tsx'
import { useAct } from '#web/http/use-act.ts'
import { useSession } from '#web/kernel/current-session.ts'
import { stopViewing } from '#web/session/index.ts'
import './viewing-banner.css'

/** Says on every page that somebody else's view is on screen, and leads back. */
export function ViewingBanner() {
  const { viewing, name, grant } = useSession()
  const stop = useAct(stopViewing, () => undefined)
  if (!viewing) return null
  return (
    <aside className="viewing-banner" aria-label="以他人身份查看">
      <p>
        正在以 <strong>{name}</strong>（{grant.roleLabel} · {grant.scopeName}）的身份查看（只读）。您是 {viewing.by}
        ，所看内容记入审计。
      </p>
      <button type="button" className="plain-button no-print" disabled={stop.isBusy} onClick={() => stop.run(undefined)}>
        退出查看
      </button>
      {stop.trouble ? <ProblemNotice trouble={stop.trouble} /> : null}
    </aside>
  )
}
