"""Comparing a draft with what people really wrote for the same year."""

from nigao.backtest.comparing import Scores as Scores
from nigao.backtest.comparing import compare as compare
from nigao.backtest.comparing import entries_of_materials as entries_of_materials
from nigao.backtest.comparing import materials_from as materials_from
from nigao.backtest.comparing import metrics_from as metrics_from
from nigao.backtest.comparing import rouge_l as rouge_l
from nigao.backtest.comparing import run_backtest as run_backtest
