import { App } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { endMySession, endMySessions, listMySessions, type MySessionView } from '#contract/my-account.ts'
import { ActButton } from '#ui/form/act-button.tsx'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { DataTable } from '#ui/ledger/data-table.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { Answered } from '#web/http/answered.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { minuteInWords } from '#web/kernel/instant-words.ts'

type Session = z.infer<typeof MySessionView>

/** Where I am signed in; each can be ended, and all at once. */
export function MySessions() {
  const { message } = App.useApp()
  const query = useAnswer(listMySessions, {})
  const [isAsking, setIsAsking] = useState(false)
  const end = useAct(
    (sessionId: string) => call(endMySession, { sessionId }),
    () => void message.success('那里的登录已结束'),
  )
  const endAll = useAct(
    () => call(endMySessions, {}),
    () => window.location.assign('/'),
  )
  return (
    <section className="page-part" aria-labelledby="me-sessions">
      <h2 id="me-sessions">我的登录</h2>
      <p className="muted">看到不认识的登录，请结束它并马上修改密码。</p>
      <Answered query={query} lines={3}>
        {(sessions) => (
          <DataTable
            caption="我的登录"
            rows={sessions}
            rowKey={({ id }) => id}
            empty="没有登录。"
            columns={[
              {
                key: 'where',
                title: '设备与来源',
                isHeader: true,
                cell: (one: Session) => (
                  <>
                    {one.agent} <span className="muted nowrap">{one.place}</span>
                  </>
                ),
              },
              { key: 'how', title: '方式', cell: howOf },
              { key: 'since', title: '登录于', cell: ({ startedAt }) => minuteInWords(startedAt) },
              { key: 'seen', title: '最近使用', cell: ({ lastSeenAt }) => minuteInWords(lastSeenAt) },
              {
                key: 'end',
                title: '办理',
                isAct: true,
                cell: ({ id, isThis, agent, place, startedAt }) =>
                  isThis ? (
                    <StatusTag tone="info" word="就是这里" />
                  ) : (
                    <ActButton
                      className="plain-button nowrap"
                      disabled={end.isBusy}
                      aria-label={`结束登录：${agent}，${place}，${minuteInWords(startedAt)}`}
                      onClick={() => end.run(id)}
                    >
                      结束
                    </ActButton>
                  ),
              },
            ]}
          />
        )}
      </Answered>
      {end.trouble ? <ProblemNotice trouble={end.trouble} /> : null}
      <div className="button-row">
        <ActButton onClick={() => setIsAsking(true)}>处处退出</ActButton>
      </div>
      <AskDialog
        isOpen={isAsking}
        title="处处退出"
        okText="全部退出"
        isBusy={endAll.isBusy}
        trouble={endAll.trouble}
        onOk={() => endAll.run(undefined)}
        onClose={() => setIsAsking(false)}
      >
        <p>所有设备上的登录都会结束，包括这里。</p>
      </AskDialog>
    </section>
  )
}

const howOf = ({ method, hasFactor }: Session): string =>
  `${method === 'oidc' ? '统一认证' : '密码'}${hasFactor ? '＋验证码' : ''}`
