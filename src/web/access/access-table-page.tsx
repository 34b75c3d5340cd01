import { readAccessTable } from '#contract/access.ts'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { useSession } from '#web/kernel/current-session.ts'
import { dayInWords } from '#web/kernel/day-words.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import './access-table-page.css'

/** Who may do what, on one page, for the person who signs for the system. */
export function AccessTablePage() {
  useTitle('谁可以做什么')
  const { today } = useSession()
  const query = useAnswer(readAccessTable, {})
  return (
    <div className="access-table">
      <header className="page-head">
        <div>
          <h1>谁可以做什么</h1>
          <p className="muted">由程序所遵守的权限表生成。没有写明可以的，一律不可以；方案中的权限规定只会收窄，不会放宽。</p>
        </div>
        <button type="button" className="plain-button no-print" onClick={() => window.print()}>
          打印
        </button>
      </header>
      <Answered query={query} lines={14}>
        {({ roles, text }) => (
          <>
            <dl className="access-roles">
              {roles.map(({ role, label, lines }) => (
                <div key={role}>
                  <dt>{label}</dt>
                  <dd>{lines.join('')}</dd>
                </div>
              ))}
            </dl>
            <section aria-labelledby="access-all">
              <h2 id="access-all">所有身份</h2>
              <ul className="access-rules">
                {rulesForAll(text).map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </section>
            <p className="print-only access-sign">
              打印日期：{dayInWords(today)}　　　　核对人签字：　　　　　　　　　　　　日期：
            </p>
          </>
        )}
      </Answered>
    </div>
  )
}

/** What holds whatever the role: the end of the text. */
const rulesForAll = (text: string): readonly string[] =>
  (text.split('【所有身份】')[1] ?? '').split('\n').filter((line) => line !== '')
