import { Link } from '@tanstack/react-router'
import { listRegisters } from '#contract/record.ts'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { partInWords, PARTS } from './part-words.ts'
import './record.css'

/** Every register there is, by the part of the work it belongs to. */
export function RegistersPage() {
  useTitle('台账')
  const query = useAnswer(listRegisters, {})
  return (
    <>
      <header className="page-head">
        <div>
          <h1>台账</h1>
          <p className="muted">一事录一次：这里记下的，判定、待办和报表都从中得出。</p>
        </div>
        <div className="button-row no-print">
          <Link className="plain-button" to="/roadmap">
            责任清单
          </Link>
          <Link className="plain-button" to="/governance">
            领导小组与决定
          </Link>
        </div>
      </header>
      <Answered query={query} lines={10}>
        {({ registers }) =>
          PARTS.map((part) => {
            const mine = registers.filter(({ module }) => module === part)
            return mine.length === 0 ? null : (
              <section key={part} aria-labelledby={`part-${part}`}>
                <h2 id={`part-${part}`}>{partInWords(part)}</h2>
                <ul className="register-list">
                  {mine.map(({ subject, label }) => (
                    <li key={subject}>
                      <Link to="/registers/$subject" params={{ subject }}>
                        {label}
                      </Link>
                    </li>
                  ))}
                </ul>
              </section>
            )
          })
        }
      </Answered>
    </>
  )
}
