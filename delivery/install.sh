#!/bin/sh
# 用法：sh install.sh [安装目录，默认 /opt/nigao]。不需要网络；重新运行即升级，工作区不动。
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-/opt/nigao}
wanted=$(cat "$here/PYTHON")
machine=$(uname -m)
python=$(command -v "python$wanted" || command -v python3 || true)
[ -n "$python" ] || { echo "没有找到 Python，请先安装 Python $wanted。" >&2; exit 2; }
found=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
[ "$found" = "$wanted" ] || { echo "这份安装包要 Python $wanted，这里是 $found；请安装 Python $wanted，或重新做一份安装包。" >&2; exit 2; }
[ -d "$here/wheels/$machine" ] || { echo "这份安装包里没有 $machine 的组件；请用 --machine $machine 重新做一份。" >&2; exit 2; }
if grep -q "^$machine " "$here/MISSING"; then
  echo "这份安装包缺 $machine 的组件：$(sed -n "s/^$machine //p" "$here/MISSING" | tr '\n' ' ')" >&2; exit 2
fi
(cd "$here" && sha256sum --check --quiet SHA256SUMS) || { echo "安装包不完整或被改动，请重新拷贝。" >&2; exit 2; }
fresh="$target/$(date +%Y%m%d-%H%M%S)"
mkdir -p "$target" 2>/dev/null && "$python" -m venv "$fresh" || { echo "建不了 $fresh，请检查目录的权限，并确认 Python 带有 venv。" >&2; exit 2; }
"$fresh/bin/python" -m pip install --isolated --quiet --no-index --no-deps --disable-pip-version-check \
  --find-links "$here/wheels/$machine" -r "$here/requirements-$machine.txt" "$here"/program/*.whl \
  || { rm -rf "$fresh"; echo "没有装成，原来的版本没有动。" >&2; exit 2; }
if [ -d "$here/wheels/$machine-ocr" ]; then
  "$fresh/bin/python" -m pip install --isolated --quiet --no-index --no-deps --disable-pip-version-check \
    --find-links "$here/wheels/$machine-ocr" -r "$here/requirements-$machine-ocr.txt"
else
  echo "不含扫描件的文字识别（$machine 缺：$(sed -n "s/^$machine-ocr //p" "$here/MISSING" | tr '\n' ' ')）；其余功能都在。"
fi
install -m 755 "$here/nigao-as-service" "$fresh/bin/nigao-as-service"
# The old version stays where it is: pointing "current" back at it takes the upgrade back.
ln -sfn "$fresh" "$target/current"
echo "装好了。运行 $target/current/bin/nigao serve 打开网页。"
