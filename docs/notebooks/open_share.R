# The open share in R, from a server. Not run where this was written: R was not at hand. The tests ask the addresses
# below and look for the columns and keys that are used.
# install.packages(c("httr2", "readr", "dplyr", "ggplot2"))
library(httr2)
library(readr)
library(dplyr)
library(ggplot2)

server <- Sys.getenv("OUVERTURE_SERVER", "http://localhost:8501")

share <- read_csv(paste0(server, "/api/v1/metrics/open_share.csv?tasks=generative"), show_col_types = FALSE)
open <- share |>
  filter(side == "open") |>
  select(snapshot_date, share, share_like_for_like, flags)

# Which build answered, by which version of the rule, and whose data these are: the same metric as JSON.
told <- request(paste0(server, "/api/v1/metrics/open_share.json?tasks=generative")) |>
  req_perform() |>
  resp_body_json()
sources <- vapply(told$terms$sources, function(source) paste(source$source, source$licence), "")

ggplot(open, aes(snapshot_date, share)) +
  geom_line() +
  geom_point() +
  scale_y_continuous(limits = c(0, 1)) +
  labs(
    title = "Open share of downloads",
    caption = paste0(paste(sources, collapse = ", "), "; build ", told$build_id, ", version ", told$version)
  )
ggsave("open_share.png", width = 8, height = 4.5)
