import { PreviewClient } from './preview-client';
export default async function Preview({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  return <PreviewClient state={(await searchParams).state ?? ''} />;
}
