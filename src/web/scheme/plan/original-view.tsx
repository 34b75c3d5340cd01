import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { requestFor } from '#contract/endpoint.ts'
import { attachOriginal, readOriginal, type SchemeView } from '#contract/scheme/index.ts'
import { useActsOff } from '#ui/form/act-button.tsx'
import { Loading } from '#ui/loading.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { call, send } from '#web/http/call.ts'
import { troubleOf } from '#web/http/trouble-of.ts'
import { useCan } from '#web/kernel/current-session.ts'

interface OriginalViewProps {
  readonly scheme: SchemeView
  readonly onClose: () => void
}

/** The office's own copy of the document, beside the clauses. */
export function OriginalView({ scheme, onClose }: OriginalViewProps) {
  const mayAttach = useCan('attach original')
  const [copies, setCopies] = useState(0)
  return (
    <aside className="original no-print" aria-label="方案原文">
      <p className="list-head">
        <strong>方案原文</strong>
        <button type="button" className="plain-button" onClick={onClose}>
          收起
        </button>
      </p>
      {scheme.hasOriginal ? (
        <Shown key={copies} schemeId={scheme.id} />
      ) : (
        <p className="empty-note">还没有附上原文。附上后，原文会显示在条款旁边，供逐条对照。</p>
      )}
      {mayAttach ? (
        <Attach schemeId={scheme.id} isReplacing={scheme.hasOriginal} onAttached={() => setCopies(copies + 1)} />
      ) : null}
    </aside>
  )
}

/** Kinds that a browser shows by itself. */
const SHOWN = /^(application\/pdf|image\/(png|jpeg|webp)|text\/plain)/

function Shown({ schemeId }: { readonly schemeId: string }) {
  const { url } = requestFor(readOriginal, { schemeId })
  const [kind, setKind] = useState<string>()
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    const stop = new AbortController()
    send(url, { signal: stop.signal }).then(
      (response) => {
        setKind(response.headers.get('content-type') ?? '')
        return response.body?.cancel()
      },
      (failed: unknown) => {
        if (!stop.signal.aborted) setError(failed)
      },
    )
    return () => stop.abort()
  }, [url])
  if (error !== undefined) return <ProblemNotice trouble={troubleOf(error)} />
  if (kind === undefined) return <Loading />
  return (
    <>
      {SHOWN.test(kind) ? (
        <iframe className="original-frame" src={url} title="方案原文" />
      ) : (
        <p className="empty-note">这种文件不能在页面里显示，请下载后打开。</p>
      )}
      <p>
        <a href={url} download>
          下载原文
        </a>
      </p>
    </>
  )
}

const LARGEST = 20 * 1024 * 1024

interface AttachProps {
  readonly schemeId: string
  readonly isReplacing: boolean
  readonly onAttached: () => void
}

function Attach({ schemeId, isReplacing, onAttached }: AttachProps) {
  const client = useQueryClient()
  const off = useActsOff()
  const [tooLarge, setTooLarge] = useState(false)
  const attach = useMutation({
    mutationFn: async (file: File) =>
      call(attachOriginal, {
        schemeId,
        fileName: file.name,
        mediaType: file.type === '' ? 'application/octet-stream' : file.type,
        base64: await base64Of(file),
      }),
    onSuccess: () => {
      onAttached()
      return client.invalidateQueries()
    },
  })
  return (
    <div className="attach">
      <input
        id="original-file"
        className="visually-hidden"
        type="file"
        aria-describedby="original-help"
        accept=".pdf,.docx,.png,.jpg,.jpeg,.txt"
        disabled={attach.isPending || off !== undefined}
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (!file) return
          setTooLarge(file.size > LARGEST)
          if (file.size <= LARGEST) attach.mutate(file)
        }}
      />
      <label htmlFor="original-file" className="plain-button">
        {isReplacing ? '换一份原文' : '选择原文文件'}
      </label>
      <span id="original-help" className="muted">
        {off ?? '扫描件、文字文档、图片或纯文本，不超过 20 MB'}
      </span>
      <span role="status">{attach.isPending ? '正在上传…' : attach.isSuccess ? '已附上。' : ''}</span>
      {tooLarge ? <ProblemNotice trouble={{ title: '文件超过 20 MB', advice: '请压缩或分开扫描后再附。' }} /> : null}
      {attach.error ? <ProblemNotice trouble={troubleOf(attach.error)} /> : null}
    </div>
  )
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () =>
      resolve((typeof reader.result === 'string' ? reader.result : '').replace(/^[^,]*,/, '')),
    )
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable file')))
    reader.readAsDataURL(file)
  })
}
