import { useQuery } from '@tanstack/react-query'
import { readHealth, readLiveness } from '#contract/health.ts'
import { readStatus, type FindingView } from '#contract/system.ts'
import { DataTable } from '#ui/ledger/data-table.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import type { Tone } from '#ui/theme/tone.ts'
import { call } from '#web/http/call.ts'
import { troubleOf } from '#web/http/trouble-of.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { useCan, useSession } from '#web/kernel/current-session.ts'
import { secondInWords } from '#web/kernel/instant-words.ts'
import { useTitle } from '#web/kernel/use-title.ts'

interface Finding {
  readonly what: string
  readonly tone: Tone
  readonly word: string
  readonly detail: string
}

const SLOW_MS = 1000
const EVERY_MS = 30_000

/** Whether the system serves, as far as the browser can know; what the server knows of itself is for its administrator. */
export function SystemPage() {
  useTitle('系统状态')
  const { today } = useSession()
  const mayLookInside = useCan('read system status')
  const inside = useAnswer(readStatus, {}, { isEnabled: mayLookInside })
  const { data, refetch, isFetching } = useQuery({
    queryKey: ['system-check', today],
    queryFn: () => look(today),
    refetchInterval: EVERY_MS,
  })
  return (
    <>
      <header className="page-head">
        <div>
          <h1>系统状态</h1>
          <p className="muted" role="status">
            {data ? `${secondInWords(data.at)} 检查，每半分钟自动再查。` : '正在检查…'}
          </p>
        </div>
        <button
          type="button"
          className="plain-button no-print"
          disabled={isFetching}
          onClick={() => void Promise.all([refetch(), mayLookInside ? inside.refetch() : undefined])}
        >
          现在检查
        </button>
      </header>
      <DataTable
        caption="系统状态"
        rows={data ? [...data.findings, ...(inside.data?.findings.map(fromServer) ?? [])] : []}
        rowKey={({ what, detail }) => `${what} ${detail}`}
        empty="正在检查…"
        columns={[
          { key: 'what', title: '项目', isHeader: true, cell: (one: Finding) => one.what },
          { key: 'state', title: '状态', cell: ({ tone, word }) => <StatusTag tone={tone} word={word} /> },
          { key: 'detail', title: '说明', cell: ({ detail }) => detail },
        ]}
      />
      {inside.error ? <ProblemNotice trouble={troubleOf(inside.error)} /> : null}
      {mayLookInside ? (
        <section className="page-part system-more" aria-labelledby="system-more">
          <h2 id="system-more">更细的检查在服务器上做</h2>
          <p>
            行级权限、审计链逐行核对、数据文件夹与遗留文件：运行 <code>sgz doctor</code>，逐项给出结论和办法。核对审计链：
            <code>sgz audit verify</code>。备份：<code>sgz backup 文件</code>。
          </p>
        </section>
      ) : null}
    </>
  )
}

const STATES = { ok: ['good', '正常'], warn: ['warn', '待办'], fault: ['bad', '有故障'] } as const

const fromServer = ({ what, state, said, todo }: FindingView): Finding => {
  const [tone, word] = STATES[state]
  return { what, tone, word, detail: todo === null ? said : `${said}。${todo}` }
}

async function look(today: string): Promise<{ readonly at: string; readonly findings: readonly Finding[] }> {
  const began = performance.now()
  const live = await call(readLiveness, {}).catch((error: unknown) => troubleOf(error))
  const tookMs = Math.round(performance.now() - began)
  const health = await call(readHealth, {}).catch((error: unknown) => troubleOf(error))
  const at = new Date().toISOString()
  const isLive = 'status' in live
  return {
    at,
    findings: [
      isLive
        ? { what: '服务进程', tone: 'good', word: '在运行', detail: '能够回答请求。' }
        : { what: '服务进程', tone: 'bad', word: '没有回答', detail: live.advice },
      'status' in health
        ? { what: '业务就绪', tone: 'good', word: '就绪', detail: '方案已载入，可以办理业务。' }
        : { what: '业务就绪', tone: 'bad', word: '未就绪', detail: `${health.title}。${health.advice}` },
      {
        what: '回答用时',
        tone: tookMs > SLOW_MS ? 'warn' : 'good',
        word: tookMs > SLOW_MS ? '偏慢' : '正常',
        detail: `${tookMs} 毫秒（含网络）。`,
      },
      today === secondInWords(at).slice(0, 10)
        ? { what: '日期', tone: 'good', word: '一致', detail: `服务器登录时为 ${today}（北京时间），与本机相同。` }
        : {
            what: '日期',
            tone: 'warn',
            word: '不一致',
            detail: `服务器登录时为 ${today}，本机为 ${secondInWords(at).slice(0, 10)}。重新载入仍不一致，请校准时钟。`,
          },
    ],
  }
}
