// The peer: Starlight with the same languages and the same pages in its side bar.
import { defineConfig } from "astro/config";
import starlight from "@astrojs/starlight";

export default defineConfig({
  site: "https://smart-trials.example",
  integrations: [
    starlight({
      title: { en: "UK–Korea Smart Trials Exchange", ko: "한-영 스마트 임상시험 지식교류" },
      defaultLocale: "en",
      locales: { en: { label: "English", lang: "en" }, ko: { label: "한국어", lang: "ko" } },
      sidebar: ["guides", "pathways", "training", "calls", "about"].map((folder) => ({
        label: folder,
        items: [{ autogenerate: { directory: folder } }],
      })),
      disable404Route: true,
    }),
  ],
});
