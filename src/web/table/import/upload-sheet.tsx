import { useRef } from 'react'
import { requestFor } from '#contract/endpoint.ts'
import { uploadImport, type ImportBatchView } from '#contract/import.ts'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { send } from '#web/http/call.ts'
import { makeNewId } from '#web/http/make-new-id.ts'
import { useAct } from '#web/http/use-act.ts'

interface UploadSheetProps {
  readonly importer: string
  readonly title: string
  readonly onDone: (batchId: string) => void
}

/** Sends a spreadsheet to be read; nothing is recorded by that. */
export function UploadSheet({ importer, title, onDone }: UploadSheetProps) {
  const field = useRef<HTMLInputElement>(null)
  const upload = useAct(
    async (file: File) => {
      const { method, url, headers } = requestFor(uploadImport, { importer, batchid: makeNewId(), name: file.name.slice(0, 200) })
      const answer = await send(url, { method, body: file, headers: { ...headers, 'content-type': 'application/octet-stream' } })
      return (await answer.json()) as ImportBatchView
    },
    ({ id }) => onDone(id),
  )
  return (
    <>
      <button type="button" className="main-button" disabled={upload.isBusy} onClick={() => field.current?.click()}>
        {upload.isBusy ? '正在上传和读取…' : '上传表格'}
      </button>
      <span className="muted">.xlsx 或 .csv，最大 50 MB</span>
      <input
        ref={field}
        type="file"
        hidden
        aria-label={`${title}：要导入的表格`}
        accept=".xlsx,.csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          // the same file may be chosen again after it was put right
          event.target.value = ''
          if (file) upload.run(file)
        }}
      />
      {upload.trouble ? <ProblemNotice trouble={upload.trouble} /> : null}
    </>
  )
}
